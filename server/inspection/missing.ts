import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";

/** Throws a ProblemError (request/not-found). */
export function missing(what: string): never {
  throw new ProblemError(problem("request/not-found", `The image has no ${what}.`));
}
