import { describe, expect, it } from "vitest";
import type { FindKind } from "#contract/imageEntries.ts";
import { matchPaths } from "./matchPaths.ts";

const PATHS = ["/etc/passwd", "/usr/Bin/app.py", "/app.py", "/srv/data/a[1].txt", "/bad-\udcff"];

const found = (find: string, how: FindKind) => PATHS.filter((_, index) => matchPaths(find, how, PATHS)?.[index]);

describe("matchPaths", () => {
  it("finds text in any case, anywhere in a path", () => {
    expect(found("bin/", "text")).toEqual(["/usr/Bin/app.py"]);
    expect(found("a[1]", "text")).toEqual(["/srv/data/a[1].txt"]);
  });

  it("finds everything with nothing to find", () => {
    expect(matchPaths("", "regex", PATHS)).toBeUndefined();
  });

  it("finds a glob without a slash in any folder, and one with a slash from the root", () => {
    expect(found("*.py", "glob")).toEqual(["/usr/Bin/app.py", "/app.py"]);
    expect(found("/*.py", "glob")).toEqual(["/app.py"]);
    expect(found("usr/*/*.py", "glob")).toEqual(["/usr/Bin/app.py"]);
    expect(found("usr", "glob")).toEqual(["/usr/Bin/app.py"]);
  });

  it("finds what a regular expression does, also bytes of a name that are not UTF-8", () => {
    expect(found("^/[^/]+\\.py$", "regex")).toEqual(["/app.py"]);
    expect(found("[\\uDC80-\\uDCFF]", "regex")).toEqual(["/bad-\udcff"]);
  });

  it.each([
    ["(", "regex", "Invalid regular expression: /(/: Unterminated group."],
    ["[a", "glob", 'The pattern "[a" is malformed.'],
  ] as const)("says what is wrong with %s", (find, how, detail) => {
    expect(() => matchPaths(find, how, PATHS)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "request/pattern", detail }) }),
    );
  });

  it("stops a regular expression that would take forever", () => {
    const began = performance.now();
    expect(() => matchPaths("^/(a+)+$", "regex", [`/${"a".repeat(40)}b`])).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "request/pattern" }) }),
    );
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
