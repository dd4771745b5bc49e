import { describe, expect, it } from "vitest";
import { joinWords, splitWords } from "./shellWords.ts";

describe("words of a command line", () => {
  it.each([
    ["", []],
    ["  python3  -m http.server ", ["python3", "-m", "http.server"]],
    [`sh -c 'echo "a b" $HOME'`, ["sh", "-c", 'echo "a b" $HOME']],
    [`echo "say \\"hi\\" \\n" a\\ b ''`, ["echo", 'say "hi" \\n', "a b", ""]],
    [`a"b"'c'd`, ["abcd"]],
  ])("%j", (line, words) => expect(splitWords(line)).toEqual(words));

  it.each([`sh -c 'echo`, `"`, "a\\"])("%j has no end", (line) => expect(splitWords(line)).toBeUndefined());

  it("read back as they were written", () => {
    const words = ["sh", "-c", "echo 'it''s' \"$A\"\n", "", "a b", "x=1", "*"];
    expect(splitWords(joinWords(words))).toEqual(words);
  });
});
