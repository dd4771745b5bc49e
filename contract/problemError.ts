import type { Problem, ProblemCode, ProblemExtras } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";

/** Throws a problem from code that can't return it as a value. `http/` and the builders show `problem` unchanged. */
export class ProblemError extends Error {
  override readonly name: string = "ProblemError";
  readonly problem: Problem;

  constructor(shown: Problem, options?: ErrorOptions) {
    super(`${shown.title}: ${shown.detail}`, options);
    this.problem = shown;
  }
}

/** Shorthand for throwing: `throw problemError("context/path", "…")`. */
export function problemError(
  code: ProblemCode,
  detail: string,
  extras: ProblemExtras = {},
  options?: ErrorOptions,
): ProblemError {
  return new ProblemError(problem(code, detail, extras), options);
}
