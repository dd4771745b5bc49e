import type { Range } from "#contract/range.ts";

/** A place in a file of the workspace. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** What a check found. `saw` and `wanted` are sentences. */
export type Judgement =
  | { readonly state: "passed" }
  | { readonly state: "waiting"; readonly saw: string }
  | { readonly state: "failed"; readonly saw: string; readonly wanted: string; readonly at?: Place };

export const PASSED: Judgement = { state: "passed" };

export const waiting = (saw: string): Judgement => ({ state: "waiting", saw });

export const failed = (saw: string, wanted: string, at?: Place): Judgement => ({
  state: "failed",
  saw,
  wanted,
  ...(at !== undefined && { at }),
});

/** All must hold: the first that failed, else the first that waits. */
export function allOf(judgments: Iterable<Judgement>): Judgement {
  let worst: Judgement = PASSED;
  for (const judgement of judgments) {
    if (judgement.state === "failed") return judgement;
    if (worst.state === "passed") worst = judgement;
  }
  return worst;
}
