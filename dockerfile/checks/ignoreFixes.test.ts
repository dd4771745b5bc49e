import { expect, test } from "vitest";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { applyFix } from "./applyFix.ts";
import { checkDockerfile } from "./checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "./hadolint/hadolintConfig.ts";
import { ignoreFixes } from "./ignoreFixes.ts";

const check = (text: string) => checkDockerfile(text, { hadolint: DEFAULT_HADOLINT_CONFIG });

/** What ignoring the first finding of a code makes of a text: here, everywhere. */
function ignored(text: string, code: string): readonly string[] {
  const found = check(text).find((diagnostic) => diagnostic.code === code);
  if (found === undefined) throw new Error(`${code} is not found`);
  return ignoreFixes(parseDockerfile(text), found).map((fix) => applyFix(text, fix));
}

test("a rule of hadolint's is ignored with its pragma", () => {
  const text = "FROM debian\nUSER app\n";
  expect(ignored(text, "DL3066")).toEqual([
    "FROM debian\n# hadolint ignore=DL3066\nUSER app\n",
    "# hadolint global ignore=DL3066\nFROM debian\nUSER app\n",
  ]);
});

test("so is a code of ShellCheck's, above the RUN that its finding is in the middle of", () => {
  const text = "FROM debian\nRUN true \\\n  && ls $dir\n";
  const range = { start: { line: 2, character: 8 }, end: { line: 2, character: 12 } };
  const found = { range, code: "SC2086", severity: "info", source: "shellcheck", message: "" } as const;
  expect(ignoreFixes(parseDockerfile(text), found).map((fix) => applyFix(text, fix))).toEqual([
    "FROM debian\n# hadolint ignore=SC2086\nRUN true \\\n  && ls $dir\n",
    `# hadolint global ignore=SC2086\n${text}`,
  ]);
  expect(ignoreFixes(parseDockerfile(text), { ...found, code: "shellcheck-limit" })).toEqual([]);
});

test("a pragma that is there gets one code more", () => {
  const text = "# hadolint global ignore=DL3007 # why\nFROM debian\n# hadolint ignore=DL3002 # why\n# and\nUSER app\n";
  expect(ignored(text, "DL3066")).toEqual([
    text.replace("=DL3002", "=DL3002,DL3066"),
    text.replace("=DL3007", "=DL3007,DL3066"),
  ]);
});

test("a check of BuildKit's is skipped with its directive", () => {
  const text = "FROM debian:12\nCMD top\n";
  expect(ignored(text, "JSONArgsRecommended")).toEqual([
    "FROM debian:12\n# check=skip=JSONArgsRecommended\nCMD top\n",
    "# check=skip=JSONArgsRecommended\nFROM debian:12\nCMD top\n",
  ]);
});

test("a directive that is there gets one name more, others stay before it", () => {
  const text = "# check=error=true;skip=StageNameCasing\nFROM debian:12\n# check=skip=UndefinedVar\nCMD top\n";
  expect(ignored(text, "JSONArgsRecommended")).toEqual([
    text.replace("skip=UndefinedVar", "skip=UndefinedVar,JSONArgsRecommended"),
    text.replace("skip=StageNameCasing", "skip=StageNameCasing,JSONArgsRecommended"),
  ]);
  expect(ignored("# syntax=docker/dockerfile:1\nFROM debian:12\nCMD top\n", "JSONArgsRecommended")[1]).toBe(
    "# syntax=docker/dockerfile:1\n# check=skip=JSONArgsRecommended\nFROM debian:12\nCMD top\n",
  );
  expect(ignored("# check=error=true\nFROM debian:12\nCMD top\n", "JSONArgsRecommended")[1]).toBe(
    "# check=skip=JSONArgsRecommended;error=true\nFROM debian:12\nCMD top\n",
  );
});

test("whatever is ignored is found no more, and all else stays", () => {
  const text = "# escape=`\r\n\r\nFROM debian\r\nENV a b\r\nUSER app `\r\n\r\n\r\nCMD top\r\n";
  const before = check(text);
  expect(before.length).toBeGreaterThan(3);
  for (const finding of before) {
    for (const fix of ignoreFixes(parseDockerfile(text), finding)) {
      const after = check(applyFix(text, fix)).map(({ code }) => code);
      expect(after).toEqual(before.map(({ code }) => code).filter((code) => code !== finding.code));
    }
  }
});

test("what is skipped for the first instruction is not skipped for the file", () => {
  const text = "# syntax=docker/dockerfile:1\nFROM debian:12 as a\nFROM debian:12 as b\n";
  const [here = ""] = ignored(text, "FromAsCasing");
  expect(here).toBe(text.replace("FROM", "\n# check=skip=FromAsCasing\nFROM"));
  expect(check(here).map(({ code, range }) => [code, range.start.line])).toEqual([["FromAsCasing", 4]]);
});

test("an error can't be ignored", () => {
  const text = "FORM debian\n";
  const [error] = check(text);
  expect(error && ignoreFixes(parseDockerfile(text), error)).toEqual([]);
});
