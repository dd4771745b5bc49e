import { expect, test } from "vitest";
import { byPlace, comparePositions, contains, isBefore, touches } from "./positions.ts";

const at = (line: number, character: number) => ({ line, character });
const range = (line: number, from: number, to: number) => ({ start: at(line, from), end: at(line, to) });

test("lines are compared before characters", () => {
  expect(comparePositions(at(1, 9), at(2, 0))).toBeLessThan(0);
  expect(isBefore(at(1, 2), at(1, 3))).toBe(true);
  expect(isBefore(at(1, 3), at(1, 3))).toBe(false);
});

test("earlier starts come first, and equal ones keep their order", () => {
  const found = [range(2, 0, 1), range(1, 5, 9), range(1, 2, 3), range(1, 2, 9)].map((place) => ({ range: place }));
  expect(found.toSorted(byPlace).map((one) => one.range)).toEqual([
    range(1, 2, 3),
    range(1, 2, 9),
    range(1, 5, 9),
    range(2, 0, 1),
  ]);
});

test("ranges that meet at an end touch, and a cursor at an end is in it", () => {
  expect(touches(range(1, 0, 3), range(1, 3, 5))).toBe(true);
  expect(touches(range(1, 0, 3), range(1, 4, 5))).toBe(false);
  expect(contains(range(1, 0, 3), at(1, 3))).toBe(true);
  expect(contains(range(1, 1, 3), at(1, 0))).toBe(false);
});
