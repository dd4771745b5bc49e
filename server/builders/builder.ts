import type { BuildEvent, BuildRequest, FinishedEvent } from "#contract/build.ts";
import type { BuilderDescription, BuilderId } from "#contract/health.ts";

/** A build as the queue hands it over: who it belongs to, and what was asked. */
export interface BuildJob {
  readonly id: string;
  readonly workspace: string;
  readonly request: BuildRequest;
}

/** What a build tells while it runs; `finished` is the return value of `build`, not an event here. */
export type RunningEvent = Exclude<BuildEvent, FinishedEvent>;

/**
 * What executes a build. The shared suite in `builderSuite.ts` runs against every one.
 *
 * The user's mistakes come back as a `finished` event with a problem; a rejected promise is our own failure.
 */
export interface Builder {
  readonly id: BuilderId;
  /** What it is and can do on this machine, probed once and kept. */
  describe(): Promise<BuilderDescription>;
  /**
   * Runs one build. `emit` is called in order, never after the promise settles. When `signal` aborts, every process
   * of the build is ended and the promise settles with state `canceled` within two seconds.
   */
  build(job: BuildJob, emit: (event: RunningEvent) => void, signal: AbortSignal): Promise<FinishedEvent>;
  /** Ends what it started: processes, mounts, timers. */
  close(): Promise<void>;
}
