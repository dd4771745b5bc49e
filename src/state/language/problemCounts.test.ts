import { expect, it } from "vitest";
import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import { problem } from "#contract/problem.ts";
import { countProblems, totalOf } from "./problemCounts.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const finding = (severity: Severity): Diagnostic => ({
  range,
  severity,
  code: "x",
  source: "shellcheck",
  message: "x",
});

it("every finding of the list is counted, however minor", () => {
  const all = (["error", "warning", "info", "hint", "hint"] as const).map(finding);
  const counts = countProblems(undefined, all);
  expect(counts).toEqual({ errors: 1, warnings: 1, suggestions: 3 });
  expect(totalOf(counts)).toBe(all.length);
});

it("the problem that ended the build counts as an error", () => {
  expect(countProblems({ problem: problem("build/run-failed", "exit code 1") }, [])).toMatchObject({ errors: 1 });
});
