import type { Range } from "#contract/range.ts";

/** A place in a file of the workspace. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** What a check found. `saw` and `wanted` are sentences. */
export type Judgment =
  | { readonly state: "passed" }
  | { readonly state: "waiting"; readonly saw: string }
  | { readonly state: "failed"; readonly saw: string; readonly wanted: string; readonly at?: Place };

export const PASSED: Judgment = { state: "passed" };

export const waiting = (saw: string): Judgment => ({ state: "waiting", saw });

export const failed = (saw: string, wanted: string, at?: Place): Judgment => ({
  state: "failed",
  saw,
  wanted,
  ...(at !== undefined && { at }),
});

/** All must hold: the first that failed, else the first that waits. */
export function allOf(judgments: Iterable<Judgment>): Judgment {
  let worst: Judgment = PASSED;
  for (const judgment of judgments) {
    if (judgment.state === "failed") return judgment;
    if (worst.state === "passed") worst = judgment;
  }
  return worst;
}
