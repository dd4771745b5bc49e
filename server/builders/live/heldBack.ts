import type { PlannedStep } from "#contract/build.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { StepCache } from "../cache/stepCache.ts";
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

/** How long RUNs took: by what they do, and by their place, for one that was edited since. */
export interface RunTimes {
  /** Milliseconds; undefined if neither is known. */
  of(inputs: StepInputs, position: string): number | undefined;
  took(inputs: StepInputs, position: string, milliseconds: number): void;
}

export function runTimes(cache: Pick<StepCache, "fact" | "setFact">): RunTimes {
  const keys = (inputs: StepInputs, position: string) => [
    `run time of ${inputs.get("instruction") ?? ""}`,
    `run time at ${position}`,
  ];
  return {
    of(inputs, position) {
      const known = keys(inputs, position)
        .map((key) => cache.fact(key))
        .find((time) => time !== undefined);
      return known === undefined ? undefined : Number(known);
    },
    took(inputs, position, milliseconds) {
      for (const key of keys(inputs, position)) cache.setFact(key, String(Math.round(milliseconds)));
    },
  };
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
