import type { Diagnostic } from "#contract/diagnostic.ts";
import type { PlacedFailure } from "../selection/placedFailure.ts";

/** The problem that ended the build, unless the editor already reports an error on the same line. */
export function listedProblem(
  failure: PlacedFailure | undefined,
  diagnostics: readonly Diagnostic[],
): PlacedFailure | undefined {
  if (failure?.problem.code !== "dockerfile/syntax") return failure;
  const line = failure.range?.start.line;
  const isListed = diagnostics.some(({ severity, range }) => severity === "error" && range.start.line === line);
  return isListed ? undefined : failure;
}
