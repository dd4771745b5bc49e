import { describe, expect, it } from "vitest";
import type { Diagnostic, TextEdit } from "#contract/diagnostic.ts";
import { checkParsed } from "../../checks/checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "../../checks/hadolint/hadolintConfig.ts";
import { type Dockerfile, parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { fixAll } from "./fixAll.ts";
import { TextPieces } from "./textPieces.ts";

const check = (dockerfile: Dockerfile) => checkParsed(dockerfile, { hadolint: DEFAULT_HADOLINT_CONFIG });

function fixed(text: string, code?: string) {
  const dockerfile = parseDockerfile(text);
  const result = fixAll({ dockerfile, diagnostics: check(dockerfile), check, ...(code && { code }) });
  const pieces = new TextPieces(text);
  pieces.edit(result.edits);
  return { ...result, text: pieces.text };
}

const at = (line: number, from: number, to: number, newText: string): TextEdit => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  newText,
});

describe("fixing all", () => {
  const text = "FROM debian:12 as a\nENV A 1\nENV B 2\nWORKDIR app\nMAINTAINER ada\n";

  it("of one check leaves the others alone", () => {
    const { text: after, fixed: count, edits } = fixed(text, "LegacyKeyValueFormat");
    expect(after).toBe(text.replace("A 1", "A=1").replace("B 2", "B=2"));
    expect(count).toBe(2);
    expect(edits).toHaveLength(2);
  });

  it("makes no fix unseen that is a guess, but makes it when it is asked for by name", () => {
    const { text: after } = fixed(text);
    expect(after).toContain("FROM debian:12 AS a\nENV A=1\nENV B=2\n");
    expect(after).toContain("WORKDIR app");
    expect(after).not.toContain("MAINTAINER");
    expect(fixed(text, "WorkdirRelativePath").text).toContain("WORKDIR /app");
    expect(fixed("FORM debian:12\n").edits).toEqual([]);
  });

  it("is done if there is nothing to fix", () => {
    expect(fixed("FROM debian:12\n")).toEqual({ edits: [], fixed: 0, text: "FROM debian:12\n" });
    expect(fixed("", "NoSuchCheck").edits).toEqual([]);
  });

  /** A check that finds each `x`, and has `fix` for it. */
  function finding(
    fix: (line: number) => readonly TextEdit[],
    extra: (text: string) => readonly Diagnostic[] = () => [],
  ) {
    return ({ text: now }: Dockerfile): readonly Diagnostic[] => [
      ...now.split("\n").flatMap((line, number): readonly Diagnostic[] =>
        line === "x"
          ? [
              {
                ...at(number, 0, 1, ""),
                severity: "warning",
                code: "X",
                source: "hadolint",
                message: "",
                fixes: [{ title: "", edits: [...fix(number)] }],
              },
            ]
          : [],
      ),
      ...extra(now),
    ];
  }

  it("stops if a fix never removes its finding", () => {
    let asked = 0;
    const stubborn = finding((line) => [at(line, 0, 1, "x")]);
    const dockerfile = parseDockerfile("x\nx\n");
    const counting = (each: Dockerfile) => {
      asked++;
      return stubborn(each);
    };
    expect(fixAll({ dockerfile, diagnostics: stubborn(dockerfile), check: counting }).edits).toEqual([]);
    expect(asked).toBeLessThan(10);
  });

  it("makes the fixes that break nothing where others would", () => {
    const error: Diagnostic = { ...at(0, 0, 0, ""), severity: "error", code: "E", source: "dockerfile", message: "" };
    // The second one of four breaks the text.
    const breaking = finding(
      (line) => [at(line, 0, 1, line === 1 ? "broken" : "y")],
      (now) => (now.includes("broken") ? [error] : []),
    );
    const dockerfile = parseDockerfile("x\nx\nx\nx\n");
    const { edits, fixed: count } = fixAll({ dockerfile, diagnostics: breaking(dockerfile), check: breaking });
    expect(edits.map(({ range }) => range.start.line)).toEqual([0, 2, 3]);
    expect(count).toBe(3);
  });
});

describe("a text in pieces", () => {
  it("reports the changes to the original text, across several rounds", () => {
    const pieces = new TextPieces("one two three");
    pieces.edit([at(0, 4, 7, "TWO"), at(0, 0, 0, ">")]);
    expect(pieces.text).toBe(">one TWO three");
    pieces.edit([at(0, 5, 6, "t"), at(0, 14, 14, "!")]);
    expect(pieces.text).toBe(">one tWO three!");
    expect(pieces.editsFromFirst()).toEqual([at(0, 0, 0, ">"), at(0, 4, 7, "tWO"), at(0, 13, 13, "!")]);
  });

  it("keeps the order of two edits at one place", () => {
    const pieces = new TextPieces("ab");
    pieces.edit([at(0, 1, 1, "1"), at(0, 1, 1, "2")]);
    expect(pieces.text).toBe("a12b");
  });
});
