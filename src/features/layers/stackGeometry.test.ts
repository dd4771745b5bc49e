import { describe, expect, it } from "vitest";
import { roomy, scaleFor, stackGeometry } from "./stackGeometry.ts";
import type { StrataRow } from "./strataRow.ts";

function slab(key: string, size?: number, more: Partial<StrataRow> = {}): StrataRow {
  const known = size === undefined ? {} : { size };
  return { key, kind: "slab", instruction: "RUN", text: "", state: "built", cached: false, dead: 0, ...known, ...more };
}

const config = (key: string): StrataRow => ({ ...slab(key), kind: "config" });

function heights(rows: StrataRow[], available = 600) {
  const plan = stackGeometry(rows, available, "dockerfile-order");
  return Object.fromEntries(plan.rows.map(({ key, height }) => [key, height]));
}

describe("the geometry of the stack", () => {
  it("keeps a layer of 0 B readable beside one of 1 GB, which has a third of the column", () => {
    const { empty, huge } = heights([slab("huge", 1_000_000_000), slab("empty", 0)]);
    expect(empty).toBe(roomy.slabMin);
    expect(huge).toBe(200);
  });

  it("gives a larger layer a higher slab, by the logarithm", () => {
    const { a = 0, b = 0, c = 0 } = heights([slab("a", 1_000_000), slab("b", 10_000_000), slab("c", 100_000_000)]);
    expect(a).toBeLessThan(b);
    expect(b).toBeLessThan(c);
    expect(c / b).toBeLessThan(3);
  });

  it("fits the whole stack into the column if possible", () => {
    const rows = Array.from({ length: 8 }, (_, at) => slab(`s${at}`, 50_000_000));
    expect(stackGeometry(rows, 600, "dockerfile-order").height).toBeLessThanOrEqual(600);
  });

  it("makes rows smaller only if the column is low and they need more, and never for fingers", () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => slab(`s${at}`, 0));
    expect(scaleFor(rows(4), 360, false)).toBe(roomy);
    expect(scaleFor(rows(14), 360, false).slabMin).toBeLessThan(roomy.slabMin);
    expect(scaleFor(rows(14), 360, true).slabMin).toBeGreaterThan(roomy.slabMin);
  });

  it("lets it exceed the column otherwise, with sizes still visible", () => {
    const rows = [slab("big", 50_000_000), ...Array.from({ length: 60 }, (_, at) => slab(`s${at}`, 0))];
    const plan = stackGeometry(rows, 600, "dockerfile-order");
    expect(plan.height).toBeGreaterThan(600);
    expect(plan.rows[0]?.height).toBeGreaterThan(roomy.slabMin);
  });

  it("draws rows without a layer thin, whatever the sizes", () => {
    expect(heights([slab("a", 1_000_000_000), config("env")]).env).toBe(roomy.thinRow);
  });

  it("never lets rows overlap", () => {
    const { rows } = stackGeometry(
      [slab("a", 5_000_000), config("b"), config("c"), slab("d", 3)],
      500,
      "dockerfile-order",
    );
    for (const [at, row] of rows.entries()) {
      const next = rows[at + 1];
      if (next) expect(next.top).toBeGreaterThanOrEqual(row.top + row.height);
    }
  });

  it("puts the base at the bottom when it is reversed, with the same heights", () => {
    const rows = [slab("base", 70_000_000), slab("own", 3_000_000), config("cmd")];
    const written = stackGeometry(rows, 600, "dockerfile-order");
    const ground = stackGeometry(rows, 600, "base-at-bottom");
    expect(ground.rows.map(({ key }) => key)).toEqual(["cmd", "own", "base"]);
    expect(ground.height).toBe(written.height);
  });

  it("draws an image of small layers small", () => {
    expect(heights([slab("a", 300)]).a).toBeLessThan(roomy.slabMin + 4);
  });

  it("gives planned slabs the minimum height", () => {
    expect(heights([slab("planned"), slab("done", 9_000_000)]).planned).toBe(roomy.slabMin);
  });
});
