import type { RunMount } from "#server/sandbox/executor/executor.ts";

/** What mounts add to a run, and what must be removed after it. */
export interface MountSet {
  readonly mounts: RunMount[];
  /** `NAME=value` from secrets. */
  readonly env: string[];
  readonly cleanups: (() => Promise<void>)[];
}
