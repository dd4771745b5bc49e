import { expect, test } from "vitest";
import { gridMove } from "./gridMove.ts";

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 6, undefined],
  ["ArrowLeft", 0, undefined],
  ["ArrowDown", 1, 4],
  ["ArrowDown", 5, undefined],
  ["ArrowUp", 4, 1],
  ["Home", 5, 0],
  ["End", 0, 6],
  ["a", 0, undefined],
])("in seven tiles of three columns, %s leads from %d to %s", (key, at, to) => {
  expect(gridMove(key, at, 7, 3)).toBe(to);
});
