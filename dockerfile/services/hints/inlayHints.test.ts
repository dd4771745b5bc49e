import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";
import { inlayHints } from "./inlayHints.ts";

/** Line (from 1) and label of each hint. */
function hints(text: string, environment: LanguageEnvironment = {}) {
  return inlayHints(parseDockerfile(text), environment).map(({ position, label }) => [position.line + 1, label]);
}

describe("inlay hints", () => {
  it("show what variables become, with build arguments", () => {
    const text = "ARG V=1\nFROM a:$V\nARG V\nENV A=x$V\nWORKDIR /$A\nCOPY a $A/b\n";
    expect(hints(text)).toEqual([
      [2, "a:1"],
      [4, "x1"],
      [5, "/x1"],
      [6, "x1/b"],
    ]);
    expect(hints(text, { buildArgs: { V: "2" } })[0]).toEqual([2, "a:2"]);
  });

  it("stand behind the word", () => {
    const [hint] = inlayHints(parseDockerfile("FROM a\nENV A=1\nWORKDIR /$A # \n"));
    expect(hint?.position.line).toBe(2);
    expect(inlayHints(parseDockerfile("FROM a\nENV A=1\nCOPY $A /b\n"))[0]?.position).toEqual({
      line: 2,
      character: 7,
    });
  });

  it("say nothing where nothing is known, or for what a shell replaces", () => {
    expect(hints("FROM a\nWORKDIR /$NOPE\nENV B=2\nRUN echo $B\nUSER root\nENV C='$B'\n")).toEqual([]);
  });

  it("cut long values", () => {
    expect(String(hints(`FROM a\nENV A=${"x".repeat(100)}\nWORKDIR /$A\n`)[0]?.[1])).toMatch(/^\/x{58}…$/);
  });
});
