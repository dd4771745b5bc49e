import { expect, it } from "vitest";
import type { Waste } from "#contract/image.ts";
import { deadRow } from "./deadRow.ts";
import type { StrataRow } from "./strataRow.ts";

const slab = (layer: number): StrataRow => {
  return { key: `${layer}`, kind: "slab", instruction: "RUN", text: "", state: "built", cached: false, dead: 0, layer };
};

function waste(...pairs: [number, number][]): Waste {
  const groups = pairs.map(([storedIn, hiddenBy]) => {
    return { storedIn, hiddenBy, cause: "deleted" as const, bytes: 1, items: 1, top: [] };
  });
  return { bytes: pairs.length, total: pairs.length, items: [], groups };
}

it("most dead bytes are in the layer that stores them", () => {
  expect(deadRow([slab(1), slab(2), slab(3)], waste([2, 3], [1, 2]))?.layer).toBe(2);
});

it("those of a folded base image are where they are hidden", () => {
  expect(deadRow([slab(1), slab(2)], waste([0, 2]))?.layer).toBe(2);
});

it("without any, there is no such row", () => {
  expect(deadRow([slab(1)], waste())).toBeUndefined();
});
