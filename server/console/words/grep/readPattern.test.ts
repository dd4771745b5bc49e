import { describe, expect, it } from "vitest";
import { readPattern } from "./readPattern.ts";

function matches(source: string, line: string, flags: { isExtended?: boolean; ignoresCase?: boolean } = {}) {
  const pattern = readPattern(source, { isExtended: false, ignoresCase: false, ...flags });
  return "fault" in pattern ? pattern.fault : pattern.matches(line);
}

describe("a basic pattern of grep", () => {
  it.each<[string, string, boolean | string]>([
    ["b", "abc", true],
    ["x", "abc", false],
    ["", "abc", true],
    ["^b", "abc", false],
    ["^a.c$", "abc", true],
    ["a$", "a\n", false],
    ["a*b", "b", true],
    ["^a*$", "aaa", true],
    ["*a", "*a", true],
    ["a^b$c", "a^b$c", true],
    ["[0-9][^a-z]", "5X", true],
    ["[]a]", "]", true],
    ["[[:digit:]][[:space:]]", "a1 b", true],
    ["a+b", "a+b", true],
    ["a\\+b", "aab", true],
    ["\\(ab\\)\\{2\\}", "xababx", true],
    ["\\(ab\\)\\{3\\}", "xababx", false],
    ["cat\\|dog", "a dog", true],
    ["1\\.0", "1x0", false],
    ["a(b|c)", "a(b|c)", true],
    ["\\(a", "a", "Unmatched ( or \\("],
    ["a\\)", "a)", true],
    ["[a", "a", "Unmatched [, [^, [:, [., or [="],
    ["a\\", "a", "Trailing backslash"],
  ])("%s in %j: %s", (source, line, expected) => {
    expect(matches(source, line)).toBe(expected);
  });
});

describe("an extended pattern of grep", () => {
  it.each<[string, string, boolean | string]>([
    ["^(cat|dog)s?$", "dogs", true],
    ["^(cat|dog)s?$", "cows", false],
    ["^a{2,3}$", "aaaa", false],
    ["^a{2,}$", "aaaa", true],
    ["(a|b)+c", "xabac", true],
    ["a\\.b", "a.b", true],
    ["(a", "a", "Unmatched ( or \\("],
    ["a{", "a{", "Invalid content of \\{\\}"],
    ["a{999}", "a", "Regular expression too big"],
    ["((a{99}){99}){99}", "a", "Regular expression too big"],
    [`${"(".repeat(60)}a`, "a", "Regular expression too big"],
  ])("%s in %j: %s", (source, line, expected) => {
    expect(matches(source, line, { isExtended: true })).toBe(expected);
  });

  it("ignores case if told to", () => {
    expect(matches("from [A-C]", "FROM b", { ignoresCase: true })).toBe(true);
  });
});
