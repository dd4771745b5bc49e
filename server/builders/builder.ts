import type { BuildEvent, BuildRequest, FinishedEvent } from "#contract/build.ts";
import type { CacheMount } from "#contract/cacheMount.ts";
import type { BuilderDescription, BuilderId } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";

/** A build as the queue hands it over: who it belongs to, and what was asked. */
export interface BuildJob {
  readonly id: string;
  readonly workspace: string;
  readonly request: BuildRequest;
}

/** What a build tells while it runs; `finished` is the return value of `build`, not an event here. */
export type RunningEvent = Exclude<BuildEvent, FinishedEvent>;

/** What a build would do is asked for without starting one. */
export interface PlanJob {
  readonly workspace: string;
  readonly request: PlanRequest;
}

/** How large the store may be, and what is needed beside images and builds. */
export interface SweepRequest {
  /** Bytes of blobs and unpacked layers. */
  readonly limitBytes: number;
  /** Blobs that are not to be freed: the files of workspaces. */
  readonly keep: readonly Digest[];
  /** What was used or sent this recently stays, milliseconds; absent: what the builder finds right. */
  readonly recentMs?: number;
}

export interface SweepReport {
  /** Bytes in the store afterwards, and bytes freed. */
  readonly usedBytes: number;
  readonly freedBytes: number;
}

/** `busy`: a build or another sweep was under way, or a build ended this one. */
export type SweepOutcome = { readonly state: "swept"; readonly report: SweepReport } | { readonly state: "busy" };

/** `in-use`: a build is under way, and may be using it. */
export type CacheMountRemoval = "removed" | "not-found" | "in-use";

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
  /**
   * Says what a build of the same would take from the cache, what it would run, and why. Runs nothing, writes nothing,
   * asks no registry. Throws a ProblemError if the context is not found or the queue is full.
   */
  plan?(job: PlanJob, signal: AbortSignal): Promise<Forecast>;
  /** Ends what it started: processes, mounts, timers. */
  close(): Promise<void>;
}

/**
 * What keeps a store from build to build: most builders have one of their own. What it does to its store and a build
 * never happen at the same time.
 */
export interface StoreOwner {
  /**
   * Brings a store that is over its limit below it: what was not used for longest goes first, never what an image or
   * `keep` needs. Makes way for a build that begins.
   */
  sweep(request: SweepRequest): Promise<SweepOutcome>;
  /** The folders that cache mounts of a workspace's builds keep. */
  cacheMounts(workspace: string): Promise<CacheMount[]>;
  /** Removes one of them, with all in it. */
  removeCacheMount(workspace: string, id: string): Promise<CacheMountRemoval>;
}
