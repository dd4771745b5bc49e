import type { PlannedStep } from "#contract/build.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { StepInputs } from "../cache/stepKey.ts";
import type { AskRemote } from "../inputs/copyInputs.ts";

/** A RUN that took this long is not started by a live build, and one that does is ended, milliseconds. */
export const QUICK_MS = 2000;

const NEXT = "Run it, or build by hand.";

/** Why a live build stopped before a step, and where. */
export class HeldBack extends ProblemError {
  constructor({ range, instruction }: Pick<PlannedStep, "range" | "instruction">, detail: string) {
    super(problem("build/held-back", detail, { range, instruction, next: NEXT }));
  }
}

/** Throws HeldBack unless the RUN was quick when it last ran. */
export function holdBackSlow(step: PlannedStep, lastMs: number | undefined): void {
  const line = step.range.start.line + 1;
  if (lastMs === undefined) throw new HeldBack(step, `Line ${line} would run, and has not run before.`);
  if (lastMs < QUICK_MS) return;
  throw new HeldBack(step, `Line ${line} would run, and took ${(lastMs / 1000).toFixed(1)} seconds last time.`);
}

export function tookTooLong(step: PlannedStep): HeldBack {
  return new HeldBack(step, `Line ${step.range.start.line + 1} ran for ${QUICK_MS / 1000} seconds and was stopped.`);
}

/** What was downloaded for the step before counts as unchanged; anything else is held back. */
export function askKept(last: StepInputs | undefined, step: PlannedStep): AskRemote {
  return async (name) => {
    const kept = last?.get(name);
    if (kept !== undefined) return kept;
    const from = name.slice(name.indexOf(" ") + 1);
    throw new HeldBack(step, `Line ${step.range.start.line + 1} would download ${from}.`);
  };
}
