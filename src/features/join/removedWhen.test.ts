import { expect, test } from "vitest";
import { removedWhen } from "./removedWhen.ts";

const endsAt = new Date(2026, 10, 26, 12, 30).getTime();

test("what a room keeps is removed so many days after its end, or at its end", () => {
  expect(removedWhen({ endsAt, keepDays: 7 }, endsAt)).toBe("on December 3, 2026");
  expect(removedWhen({ endsAt, keepDays: 0 }, endsAt)).toBe("when the room ends, 12:30");
});
