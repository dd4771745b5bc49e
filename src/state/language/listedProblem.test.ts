import { expect, it } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { problem } from "#contract/problem.ts";
import { listedProblem } from "./listedProblem.ts";

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
const mistake = problem("dockerfile/syntax", "unknown instruction: COPPY", { range });
const finding: Diagnostic = { range, severity: "error", code: "syntax", source: "dockerfile", message: "unknown" };

it("a mistake that the editor lists already is not listed twice", () => {
  expect(listedProblem(mistake, [finding])).toBeUndefined();
});

it("it is listed once the line was mended but not yet built again", () => {
  expect(listedProblem(mistake, [])).toBe(mistake);
  expect(listedProblem(mistake, [{ ...finding, severity: "warning" }])).toBe(mistake);
});

it("other problems of a build are always listed", () => {
  const failed = problem("build/run-failed", "exit code 1", { range });
  expect(listedProblem(failed, [finding])).toBe(failed);
});
