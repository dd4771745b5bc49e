import { describe, expect, it } from "vitest";
import { expandHeredoc, expandWord, expandWords } from "./expandWord.ts";

const lookup = (name: string): string | undefined => ({ a: "foo", e: "", two: "x y" })[name];
const expand = (raw: string) => expandWord(raw, lookup, { escape: "\\" });

describe("expandWord", () => {
  it("reports which variables it used, set or not, and their places", () => {
    const { used, uses } = expand("x$a-${zz:-$e}");
    expect(used).toEqual(["a", "e", "zz"]);
    expect(uses.map(({ name, start, end, set }) => [name, start, end, set])).toEqual([
      ["a", 1, 3, true],
      ["e", 10, 12, true],
      ["zz", 4, 13, false],
    ]);
  });

  it.each([
    ["${a", "unsupported modifier (\uFFFD) in substitution"],
    ["${", "syntax error: missing '}'"],
    ["${}", "syntax error: bad substitution"],
    ["${a:-b", "syntax error: missing '}'"],
    ["${a!b}", "unsupported modifier (!) in substitution"],
    ["${a/b}", "syntax error: missing '/' in ${}"],
    ["${zz:?say it}", "zz: say it"],
    ["${zz?}", "zz: is not allowed to be unset"],
    ["${e:?}", "e: is not allowed to be empty"],
    ['"a', "unexpected end of statement while looking for matching double-quote"],
    ["'a", "unexpected end of statement while looking for matching single-quote"],
    ["${a#\\x}", "invalid pattern (\\x) in substitution: invalid escape '\\x'"],
  ])("rejects %s with BuildKit's words", (raw, message) => {
    expect(expand(raw).error?.message).toContain(message);
    expect(expand(raw).value).toBe("");
  });

  it("uses the backtick as the escape character if the directive says so", () => {
    expect(expandWord("a`$a\\$a", lookup, { escape: "`" }).value).toBe("a$a\\foo");
  });
});

describe("expandWords", () => {
  it("parts at spaces that a variable brings in, but not at quoted ones", () => {
    expect(expandWords('$two "$two" a\\ b', lookup, { escape: "\\" }).values).toEqual(["x", "y", "x y", "a b"]);
  });
});

describe("expandHeredoc", () => {
  it("replaces variables and leaves quotes", () => {
    expect(expandHeredoc('it\'s "$a" \\$a ${zz:-d}\n', lookup).value).toBe('it\'s "foo" $a d\n');
  });
});
