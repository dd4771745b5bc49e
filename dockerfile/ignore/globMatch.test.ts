import { describe, expect, it } from "vitest";
import { processorTime } from "../../scripts/processorTime.ts";
import { globMatch, hasWildcards } from "./globMatch.ts";

/** From the documentation and tests of Go's path/filepath. */
const cases: readonly (readonly [string, string, boolean | undefined])[] = [
  ["abc", "abc", true],
  ["*", "abc", true],
  ["*c", "abc", true],
  ["a*", "a", true],
  ["a*", "ab/c", false],
  ["a*/b", "abc/b", true],
  ["a*/b", "a/c/b", false],
  ["a*b*c*d*e*/f", "axbxcxdxe/f", true],
  ["a*b?c*x", "abxbbxdbxebxczzx", true],
  ["a*b?c*x", "abxbbxdbxebxczzy", false],
  ["ab[c]", "abc", true],
  ["ab[b-d]", "abc", true],
  ["ab[e-g]", "abc", false],
  ["ab[^c]", "abc", false],
  ["ab[^e-g]", "abc", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "ab", false],
  ["a?b", "a☺b", true],
  ["a[^a]b", "a☺b", true],
  ["a???b", "a☺b", false],
  ["a?b", "a/b", false],
  ["a*b", "a/b", false],
  ["[\\]a]", "]", true],
  ["[\\-]", "-", true],
  ["[x\\-]", "z", false],
  ["[]a]", "]", undefined],
  ["[-]", "-", undefined],
  ["[x-]", "x", undefined],
  ["\\", "a", undefined],
  ["[a-b-c]", "a", undefined],
  ["[", "a", undefined],
  ["[^", "a", undefined],
  ["a[", "a", undefined],
  ["*x", "xxx", true],
];

describe("globMatch", () => {
  it.each(cases)("%s against %s is %s, as in Go", (pattern, name, expected) => {
    expect(globMatch(pattern, name)).toBe(expected);
  });

  it("takes linear time where backtracking would explode", () => {
    const took = processorTime(() => expect(globMatch(`${"a*".repeat(60)}b`, "a".repeat(5000))).toBe(false));
    expect(took).toBeLessThan(1000);
  });
});

describe("hasWildcards", () => {
  it("sees wildcards that are not escaped", () => {
    expect(["a*", "a?", "[a]", "a\\*", "plain", "a\\\\*"].map(hasWildcards)).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
