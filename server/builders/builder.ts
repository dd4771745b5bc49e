import type { BuildRequest } from "#contract/build.ts";
import type { BuildEvent, FinishedEvent } from "#contract/buildEvent.ts";
import type { Lack } from "#contract/builderChoice.ts";
import type { CacheMount } from "#contract/cacheMount.ts";
import type { BuilderDescription, BuilderId, BuilderKind } from "#contract/health.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, PlanRequest } from "#contract/plan.ts";

/** A build from the queue: its owner and its request. */
export interface BuildJob {
  readonly id: string;
  readonly workspace: string;
  readonly request: BuildRequest;
}

/** What a builder emits while it builds: neither who builds, nor the end, which is the return value of `build`. */
export type RunningEvent = Exclude<BuildEvent, FinishedEvent | { type: "queued" | "assigned" }>;

/** How much of the work a builder gets. */
export interface BuilderCapacity {
  /** Most builds at once. */
  readonly builds: number;
  /** Its share of the workspaces, beside those of the others; above 0. */
  readonly weight: number;
}

/** A request for a forecast, which starts no build. */
export interface PlanJob {
  readonly workspace: string;
  readonly request: PlanRequest;
}

/** The size limit of the store, and what it must keep besides images and builds. */
export interface SweepRequest {
  /** Bytes of blobs and unpacked layers. */
  readonly limitBytes: number;
  /** Blobs that must not be freed: the files of workspaces. */
  readonly keep: readonly Digest[];
  /** Layers whose unpacked files are in use: those of running containers. */
  readonly mounted?: readonly Digest[];
  /** What was used or uploaded this recently stays, milliseconds; absent: the builder's default. */
  readonly recentMs?: number;
}

export interface SweepReport {
  /** Bytes in the store afterwards, and bytes freed. */
  readonly usedBytes: number;
  readonly freedBytes: number;
}

/** `busy`: a build or another sweep was running, or a build aborted this one. */
export type SweepOutcome = { readonly state: "swept"; readonly report: SweepReport } | { readonly state: "busy" };

/** `in-use`: a build is running, and may be using it. */
export type CacheMountRemoval = "removed" | "not-found" | "in-use";

/**
 * Executes builds. The shared suite in `builderSuite.ts` runs against every implementation.
 *
 * The user's mistakes are returned as a `finished` event with a problem; a rejected promise is our own failure.
 */
export interface Builder {
  readonly id: BuilderId;
  readonly kind: BuilderKind;
  readonly capacity: BuilderCapacity;
  /** Whether it is there for an owner; absent if it is for all. For others, the server has no such builder. */
  mayUse?(owner: string): boolean;
  /** What it is and can do on this machine, probed once and cached. */
  describe(): Promise<BuilderDescription>;
  /** Probes it again, and caches the answer. Absent if what it is can't change. */
  probe?(): Promise<BuilderDescription>;
  /** The first thing that a build asks for and it does not have; undefined if it can try. Reads the request and the Dockerfile. */
  lacks?(job: BuildJob): Promise<Lack | undefined>;
  /**
   * Runs one build. `emit` is called in order, never after the promise settles. When `signal` aborts, every process
   * of the build is killed and the promise settles with state `canceled` within two seconds. A builder that was lost
   * before a step failed of itself gives the problem `builder/unreachable`: another one may then try.
   */
  build(job: BuildJob, emit: (event: RunningEvent) => void, signal: AbortSignal): Promise<FinishedEvent>;
  /**
   * Forecasts what the same build would take from the cache, what it would run, and why. Runs nothing, writes nothing,
   * asks no registry. Throws a ProblemError if the context is not found or the queue is full.
   */
  plan?(job: PlanJob, signal: AbortSignal): Promise<Forecast>;
  /** Ends everything it started: processes, mounts, timers. */
  close(): Promise<void>;
}

/**
 * Maintains a store that lasts from build to build: most builders have their own. Changes to the store and builds
 * never happen at the same time.
 */
export interface StoreOwner {
  /**
   * Sweeps a store that is over its limit: the least recently used goes first, never what an image or
   * `keep` needs. Stops for a new build.
   */
  sweep(request: SweepRequest): Promise<SweepOutcome>;
  /** Does other work that unpacks layers: no sweep runs meanwhile. */
  withoutSweep<T>(work: () => Promise<T>): Promise<T>;
  /** The folders of a workspace's cache mounts. */
  cacheMounts(workspace: string): Promise<CacheMount[]>;
  /** Removes one of them with its content. */
  removeCacheMount(workspace: string, id: string): Promise<CacheMountRemoval>;
}
