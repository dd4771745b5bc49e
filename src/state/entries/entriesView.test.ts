import { describe, expect, it } from "vitest";
import { ALL_ENTRIES, isFiltered, questionOf } from "./entriesView.ts";

describe("the question of a view", () => {
  it("asks for what the layer did, unless all is wanted", () => {
    expect(questionOf({ ...ALL_ENTRIES, scope: "changes" })).toEqual({
      of: "layer",
      changes: ["added", "changed", "deleted"],
    });
    expect(questionOf({ ...ALL_ENTRIES, scope: "layer" })).toEqual({ of: "layer" });
    expect(questionOf({ ...ALL_ENTRIES, scope: "root" })).toEqual({ of: "root" });
  });

  it("has the filters that are set, and the largest first by size", () => {
    const view = { ...ALL_ENTRIES, scope: "root", find: "*.py", how: "glob", minSize: 5, type: "file" } as const;
    expect(questionOf({ ...view, sort: "size", changes: ["added"] })).toEqual({
      of: "root",
      find: "*.py",
      how: "glob",
      minSize: 5,
      types: ["file"],
      changes: ["added"],
      sort: "size",
      descending: true,
    });
    expect(isFiltered(view)).toBe(true);
    expect(isFiltered({ ...ALL_ENTRIES, scope: "root", how: "glob", sort: "size" })).toBe(false);
  });
});
