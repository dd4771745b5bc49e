import { describe, expect, it } from "vitest";
import { matcherOf } from "./patterns.ts";

describe("patterns of --exclude and --parents", () => {
  it("match a path and everything below it, and the last match decides", () => {
    const matches = matcherOf(["a", "!a/b", " *.md "]);
    expect(["a", "a/x", "a/b/c", "r.md", "d/r.md"].map(matches)).toEqual([true, true, false, true, false]);
  });

  it("have no comments, and match nothing if they begin with a slash", () => {
    expect(matcherOf(["#x"])("#x")).toBe(true);
    expect(matcherOf(["/b"])("b")).toBe(false);
  });

  it("are rejected if invalid", () => {
    expect(() => matcherOf(["[a"])).toThrow("syntax error in pattern");
    expect(() => matcherOf(["!"])).toThrow("illegal exclusion pattern");
  });
});
