import { describe, expect, it } from "vitest";
import { fillCreated } from "./timestamps.ts";

const times = (rows: { created?: string }[]) => fillCreated(rows).map(({ created }) => created);

describe("the times of history rows", () => {
  it("gives the first rows without a layer the time of the next one, later rows that of the one before", () => {
    const rows = [{ created: "base" }, { created: "run" }, {}, {}, { created: "copy" }, {}, { created: "add" }, {}];
    expect(times(rows)).toEqual(["base", "run", "copy", "copy", "copy", "copy", "add", "add"]);
  });

  it("gives rows before the first new layer that layer's time, not the base's", () => {
    expect(times([{ created: "base" }, {}, { created: "run" }])).toEqual(["base", "run", "run"]);
  });

  it("falls back to the base if there is no new layer", () => {
    expect(times([{ created: "base" }, {}])).toEqual(["base", "base"]);
    expect(times([{}])).toEqual([undefined]);
  });
});
