import { expect, it } from "vitest";
import { isSlight, withShares } from "./rowShares.ts";
import type { StrataRow } from "./strataRow.ts";

const slab = (key: string, size: number, dead = 0, more: Partial<StrataRow> = {}): StrataRow => {
  return { key, kind: "slab", instruction: "RUN", text: "", state: "built", cached: false, size, dead, ...more };
};

it("has the share of the largest layer in the image", () => {
  const rows = withShares([slab("base", 30), slab("in", 30, 0, { inBase: true }), slab("run", 70)]);
  expect(rows.map(({ share }) => share)).toEqual([undefined, undefined, 0.7]);
  expect(withShares([slab("only", 5)])[0]?.share).toBeUndefined();
});

it("dead bytes under 10 kB or under 1 % of the image are not highlighted", () => {
  expect([isSlight(58, 100), isSlight(10_000, 20_000), isSlight(500_000, 100_000_000)]).toEqual([true, false, true]);
  const rows = withShares([slab("a", 2_000_000, 58), slab("b", 2_000_000, 50_000), slab("c", 0)]);
  expect(rows.map(({ slightlyDead }) => slightlyDead)).toEqual([true, undefined, undefined]);
});
