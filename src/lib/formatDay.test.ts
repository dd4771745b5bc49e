import { expect, test } from "vitest";
import { formatDay } from "./formatDay.ts";

test("says the day, and the year only if it is another", () => {
  const now = new Date(2026, 10, 26, 9).getTime();
  expect(formatDay(new Date(2026, 10, 3, 23).getTime(), now)).toBe("Nov 3");
  expect(formatDay(new Date(2025, 11, 31).getTime(), now)).toBe("Dec 31, 2025");
});
