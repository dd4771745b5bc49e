import { type Problem, problem } from "#contract/problem.ts";

/** Those that could do it have been away for long. */
export function awayProblem(ids: readonly string[]): Problem {
  const detail =
    ids.length === 1 ? `The builder "${ids[0]}" does not answer.` : `The builders ${ids.join(", ")} do not answer.`;
  const next = "Choose another builder, or build again when the operator has brought it back.";
  return problem("builder/unreachable", detail, { next });
}
