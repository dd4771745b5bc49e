import { expect, it } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { problem } from "#contract/problem.ts";
import { listedProblem } from "./listedProblem.ts";

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
const mistake = problem("dockerfile/syntax", "unknown instruction: COPPY", { range });
const mistaken = { problem: mistake, range };
const finding: Diagnostic = { range, severity: "error", code: "syntax", source: "dockerfile", message: "unknown" };

it("a mistake that the editor already lists is not listed twice", () => {
  expect(listedProblem(mistaken, [finding])).toBeUndefined();
});

it("it is listed if the editor has no error there", () => {
  expect(listedProblem(mistaken, [])).toBe(mistaken);
  expect(listedProblem(mistaken, [{ ...finding, severity: "warning" }])).toBe(mistaken);
});

it("other problems of a build are always listed", () => {
  const failed = { problem: problem("build/run-failed", "exit code 1"), range };
  expect(listedProblem(failed, [finding])).toBe(failed);
});
