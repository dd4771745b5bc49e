import type { Digest } from "#contract/names/digest.ts";

/** What happens to a layer of a push. `current` and `total` are bytes. */
export interface PushProgress {
  /** The diff ID: it is known before the blob's digest, and Docker shows it too. */
  readonly layer: Digest;
  readonly phase: "preparing" | "pushing" | "exists" | "mounted" | "pushed";
  readonly current?: number;
  readonly total?: number;
  /** The repository that it was mounted from. */
  readonly from?: string;
}

/** Least bytes between two events. */
const MIN_STEP = 256 * 1024;

/** Calls `tell` for the first bytes, for the last, and in steps of about a percent between. */
export function stepwise(total: number, tell: (current: number) => void): (current: number) => void {
  let told = -1;
  return (current) => {
    if (current < total && told >= 0 && current - told < Math.max(total / 100, MIN_STEP)) return;
    told = current;
    tell(current);
  };
}
