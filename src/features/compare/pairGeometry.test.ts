import { describe, expect, it } from "vitest";
import type { ComparedLayer, LayerPair } from "#contract/imageComparison.ts";
import { ribbonPath } from "../../lib/ribbonPath.ts";
import { foldBase } from "./foldBase.ts";
import { placePairs, stretchOf } from "./pairGeometry.ts";

const layer = (index: number, size: number, base = false): ComparedLayer => ({
  ...{ index, size, base, instruction: "RUN", text: `step ${index}` },
  diffId: `sha256:${"1".repeat(64)}`,
});
const both = (relation: LayerPair["relation"], index: number, base = false): LayerPair => ({
  ...{ relation, sameChain: relation === "same" },
  a: layer(index, 10, base),
  b: layer(index, 20, base),
});

describe("the pairs of layers as they are drawn", () => {
  it("have the base that both share as one, with its name and all its bytes", () => {
    const [base, ...rest] = foldBase([both("same", 0, true), both("same", 1, true), both("changed", 2)], "debian:12");
    expect(base).toMatchObject({ count: 2, b: { instruction: "FROM", text: "debian:12", size: 40 } });
    expect(rest).toHaveLength(1);
  });

  it("are all there if the bases differ or have no name", () => {
    const pairs = [both("changed", 0, true), both("same", 1)];
    expect(foldBase(pairs, "debian:12")).toEqual(pairs.map((pair) => ({ ...pair, count: 1 })));
    expect(foldBase([both("same", 0, true)], undefined)).toMatchObject([{ count: 1, a: { text: "step 0" } }]);
  });

  it("stand in two columns, without a gap for what only the other has", () => {
    const added: LayerPair = { relation: "added", sameChain: false, b: layer(1, 0) };
    const { placed, height } = placePairs(foldBase([both("same", 0), added, both("same", 2)], undefined));
    expect(placed.map(({ a, b }) => [a?.top, b?.top])).toEqual([
      [0, 0],
      [undefined, 27],
      [27, 54],
    ]);
    expect(height).toBe(78);
  });

  it("are joined from edge to edge", () => {
    expect(ribbonPath(stretchOf({ top: 0, height: 10 }), stretchOf({ top: 5, height: 20 }), 36)).toBe(
      "M0 0C18 0 18 5 36 5V25C18 25 18 10 0 10Z",
    );
  });
});
