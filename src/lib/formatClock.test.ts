import { expect, it } from "vitest";
import { formatClock } from "./formatClock.ts";

it("a time today has no date, any other has one", () => {
  const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();
  expect(formatClock(at(26, 9, 5), at(26, 23, 0))).toBe("09:05");
  expect(formatClock(at(25, 21, 48), at(26, 0, 10))).toBe("Nov 25, 21:48");
});
