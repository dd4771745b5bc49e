import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import { projectConfig } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { createLineIndex } from "#dockerfile/syntax/lineIndex.ts";
import { parseSyntax } from "#dockerfile/syntax/parseSyntax.ts";
import { checkShell } from "./checkShell.ts";
import { ShellCheckService } from "./shellCheckService.ts";

/** A case is a folder with a Dockerfile; `UPDATE_GOLDEN=1` writes the expected file, to be reviewed before a commit. */
const TESTDATA = join(import.meta.dirname, "../../dockerfile/testdata/shellcheck");

const service = new ShellCheckService({ patience: 60_000 });
afterAll(() => service.close());

const oneBased = ({ line, character }: { line: number; character: number }): string => `${line + 1}:${character + 1}`;

function edited(text: string, { edits }: Fix): string {
  const lines = createLineIndex(text);
  return edits
    .toSorted((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, lines.offsetAt(range.start)) + newText + now.slice(lines.offsetAt(range.end)),
      text,
    );
}

/** The lines that a fix changes, after it. */
function changedLines(text: string, fix: Fix): readonly string[] {
  const before = new Set(text.split("\n"));
  return edited(text, fix)
    .split("\n")
    .filter((line) => !before.has(line));
}

function told(text: string, { severity, code, alsoKnownAs = [], range, message, fixes = [] }: Diagnostic) {
  const lines = createLineIndex(text);
  const [fix] = fixes;
  return {
    found: `${severity} ${[code, ...alsoKnownAs].join("+")} ${oneBased(range.start)}-${oneBased(range.end)} ${message}`,
    at: text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end)),
    ...(fix === undefined ? {} : { fix: fix.title, makes: changedLines(text, fix) }),
  };
}

const cases = readdirSync(TESTDATA).toSorted();

function readCase(name: string) {
  const read = (file: string): string => readFileSync(join(TESTDATA, name, file), "utf8");
  const configured = existsSync(join(TESTDATA, name, ".hadolint.yaml"));
  const { config } = projectConfig(configured ? readHadolintConfig(read(".hadolint.yaml")) : undefined);
  const check = (text: string) => checkShell(text, service, { hadolint: config });
  return { text: read("Dockerfile"), read, check };
}

describe("ShellCheck in a Dockerfile of the golden folders", () => {
  it.each(cases)("%s", async (name) => {
    const { text, read, check } = readCase(name);
    const actual = (await check(text)).map((each) => told(text, each));
    const file = join(TESTDATA, name, "shellcheck.json");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${JSON.stringify(actual, undefined, 2)}\n`);
    expect(actual).toEqual(JSON.parse(read("shellcheck.json")));
  });

  it.each(cases)("%s: a fix removes its finding, adds none, and keeps other statements", async (name) => {
    const { text, check } = readCase(name);
    const before = await check(text);
    for (const finding of before) {
      for (const fix of finding.fixes ?? []) {
        const after = edited(text, fix);
        const left = await check(after);
        const count = (all: readonly Diagnostic[]): number => all.filter(({ code }) => code === finding.code).length;
        expect([fix.title, count(left)]).toEqual([fix.title, count(before) - 1]);
        expect(left.length).toBeLessThan(before.length);
        expect(otherStatements(after, finding)).toEqual(otherStatements(text, finding));
      }
    }
  });
});

function otherStatements(text: string, { range }: Diagnostic): readonly string[] {
  const { line } = range.start;
  return parseSyntax(text)
    .statements.filter((each) => line < each.range.start.line || each.range.end.line < line)
    .map(({ start, end }) => text.slice(start, end));
}
