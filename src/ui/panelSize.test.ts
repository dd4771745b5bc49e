import { expect, test } from "vitest";
import { isKeptSize, type KeptSize, resized } from "./panelSize.ts";

const limits = { least: 100, most: 500, fold: 0 };
const panel: KeptSize = { size: 200, folded: false };

test("a panel follows the pointer between its limits", () => {
  expect([150, 90, 700].map((wanted) => resized(panel, wanted, 1000, limits).size)).toEqual([150, 100, 500]);
});

test("a panel that is dragged to less than half of its least size folds, and keeps its size", () => {
  expect(resized(panel, 49, 1000, limits)).toEqual({ size: 200, folded: true });
});

test("a panel that can't fold stays at its least size", () => {
  expect(resized(panel, 0, 1000, { least: 100, most: 500 })).toEqual({ size: 100, folded: false });
});

test("a folded panel opens with the first step of a key", () => {
  expect(resized({ size: 200, folded: true }, 16, 1000, limits)).toEqual({ size: 100, folded: false });
});

test("a panel with a share of the window keeps a share", () => {
  expect(resized({ size: "42%", folded: false }, 300, 1000, limits).size).toBe("30%");
});

test("only sizes are read from storage", () => {
  const wrong = [null, {}, { size: "1px", folded: false }, { size: -1, folded: false }, { size: 1, folded: 1 }];
  expect([panel, ...wrong].map(isKeptSize)).toEqual([true, ...wrong.map(() => false)]);
});
