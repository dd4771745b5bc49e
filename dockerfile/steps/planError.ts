import type { ProblemCode, ProblemExtras } from "#contract/problem.ts";
import type { Range } from "#contract/range.ts";

/**
 * A mistake in the Dockerfile found while an instruction is planned. It never leaves `plan/`: where instructions are
 * dispatched it becomes a problem value with the instruction's range.
 */
export class PlanError extends Error {
  readonly code: ProblemCode;
  /** The part of the instruction it is about, if known. */
  readonly range: Range | undefined;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, detail: string, range?: Range, extras: ProblemExtras = {}) {
    super(detail);
    this.name = "PlanError";
    this.code = code;
    this.range = range;
    this.extras = extras;
  }
}
