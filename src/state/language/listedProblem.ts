import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Problem } from "#contract/problem.ts";

/** The problem that ended the build, unless the editor already reports an error on the same line. */
export function listedProblem(problem: Problem | undefined, diagnostics: readonly Diagnostic[]): Problem | undefined {
  if (problem?.code !== "dockerfile/syntax") return problem;
  const line = problem.range?.start.line;
  const isListed = diagnostics.some(({ severity, range }) => severity === "error" && range.start.line === line);
  return isListed ? undefined : problem;
}
