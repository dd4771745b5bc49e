import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "#contract/digest.ts";
import type { StoreOwner } from "#server/builders/builder.ts";

export interface StoreJanitorOptions {
  readonly stores: readonly Pick<StoreOwner, "sweep">[];
  /** Bytes. */
  readonly limitBytes: number;
  /** Blobs that the workspaces need. */
  readonly needed: () => Iterable<Digest>;
  readonly onFailure: (error: unknown) => void;
  /** Does a piece of work while no build runs and new ones wait; undefined where builds took longer than `patienceMs`. */
  readonly whilePaused: <T>(patienceMs: number, work: () => Promise<T>) => Promise<T | undefined>;
  /** Milliseconds of quiet before a sweep, and at least from one to the next. */
  readonly quietMs?: number;
  readonly everyMs?: number;
  /** After so many without a quiet moment, builds are held up for a sweep. */
  readonly overdueMs?: number;
}

const QUIET_MS = 5_000;
const EVERY_MS = 3 * 60_000;
const OVERDUE_MS = 15 * 60_000;
/** How long builds wait for those that run, and then for the sweep, at most. Doubled each time that was not enough. */
const PATIENCE_MS = 10_000;
const MAX_PATIENCE_MS = 10 * 60_000;

/**
 * Has the stores swept after the start and after builds, when nothing is being built, now and then. Where
 * there is always something to build, builds are held up for a moment now and then.
 */
export class StoreJanitor {
  readonly #options: StoreJanitorOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;
  /** When a sweep was last done or tried, or the server started. */
  #triedAt = performance.now();
  #patienceMs = PATIENCE_MS;
  #holding = false;
  #stopped = false;

  constructor(options: StoreJanitorOptions) {
    this.#options = options;
  }

  /** There is nothing to build: a sweep comes soon, where none was lately. One that meets a build does nothing. */
  idle(): void {
    if (this.#stopped) return;
    const { quietMs = QUIET_MS, everyMs = EVERY_MS } = this.#options;
    const wait = Math.max(quietMs, this.#sweptAt + everyMs - performance.now());
    this.#timer ??= setTimeout(() => void this.#sweep(), wait).unref();
  }

  /** A build has ended and others go on. */
  busy(): void {
    const { overdueMs = OVERDUE_MS } = this.#options;
    if (this.#stopped || this.#holding || performance.now() - this.#triedAt < overdueMs) return;
    void this.#holdAndSweep();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #holdAndSweep(): Promise<void> {
    this.#holding = true;
    const before = this.#sweptAt;
    // A sweep that takes too long goes on until a build begins, and ends there.
    const sweep = () => Promise.race([this.#sweep(), delay(PATIENCE_MS, undefined, { ref: false })]);
    await this.#options.whilePaused(this.#patienceMs, sweep);
    this.#patienceMs = this.#sweptAt === before ? Math.min(this.#patienceMs * 2, MAX_PATIENCE_MS) : PATIENCE_MS;
    this.#triedAt = performance.now();
    this.#holding = false;
  }

  async #sweep(): Promise<void> {
    this.#timer = undefined;
    const { stores, limitBytes, needed, onFailure } = this.#options;
    try {
      for (const store of stores) {
        const { state } = await store.sweep({ limitBytes, keep: [...needed()] });
        if (state === "busy") continue;
        this.#sweptAt = performance.now();
        this.#triedAt = this.#sweptAt;
      }
    } catch (error) {
      if (!this.#stopped) onFailure(error);
    }
  }
}
