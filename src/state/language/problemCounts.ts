import type { Diagnostic } from "#contract/diagnostic.ts";
import type { PlacedFailure } from "../selection/placedFailure.ts";
import { listedProblem } from "./listedProblem.ts";

/** Everything in the list of problems, by weight. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Findings of the severities info and hint. */
  readonly suggestions: number;
}

/** Counts findings, and the problem that ended the build if it is listed. */
export function countProblems(failure: PlacedFailure | undefined, diagnostics: readonly Diagnostic[]): ProblemCounts {
  const count = (severity: Diagnostic["severity"]) => diagnostics.filter((one) => one.severity === severity).length;
  const failures = listedProblem(failure, diagnostics) ? 1 : 0;
  return {
    errors: count("error") + failures,
    warnings: count("warning"),
    suggestions: count("info") + count("hint"),
  };
}

export function totalOf({ errors, warnings, suggestions }: ProblemCounts): number {
  return errors + warnings + suggestions;
}
