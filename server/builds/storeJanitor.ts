import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "#contract/names/digest.ts";
import type { StoreOwner } from "#server/builders/builder.ts";

export interface StoreJanitorOptions {
  readonly stores: readonly Pick<StoreOwner, "sweep">[];
  /** Bytes. */
  readonly limitBytes: number;
  /** Blobs in use by the workspaces. */
  readonly needed: () => Iterable<Digest>;
  /** Layers that running containers have mounted. */
  readonly mounted?: () => readonly Digest[];
  /** Bytes on the same disk that the stores don't see, such as unfinished uploads. */
  readonly elsewhere?: () => number;
  readonly onFailure: (error: unknown) => void;
  /** Does work while no build runs and new ones are held back; undefined if builds took longer than `patienceMs`. */
  readonly whilePaused: <T>(patienceMs: number, work: () => Promise<T>) => Promise<T | undefined>;
  /** Milliseconds without a build before a sweep, and the least time between two sweeps. */
  readonly quietMs?: number;
  readonly everyMs?: number;
  /** After this many milliseconds without a pause, builds are held back for a sweep. */
  readonly overdueMs?: number;
}

const QUIET_MS = 5_000;
const EVERY_MS = 3 * 60_000;
const OVERDUE_MS = 15 * 60_000;
/** How long builds are held back at most: for the running ones to finish, and then for the sweep. Doubles after each failure. */
const PATIENCE_MS = 10_000;
const MAX_PATIENCE_MS = 10 * 60_000;

/**
 * Sweeps the stores after the start and after builds, periodically, when no build is running. If
 * builds never pause, they are held back briefly now and then.
 */
export class StoreJanitor {
  readonly #options: StoreJanitorOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;
  /** When a sweep was last done or attempted, or the server started. */
  #triedAt = performance.now();
  #patienceMs = PATIENCE_MS;
  #holding = false;
  #stopped = false;
  #usedBytes: number | undefined;

  constructor(options: StoreJanitorOptions) {
    this.#options = options;
  }

  /** Bytes in the stores after the last sweep; undefined before the first. */
  get usedBytes(): number | undefined {
    return this.#usedBytes;
  }

  /** Nothing to build: schedules a sweep, unless there was one recently. A sweep does nothing if a build is running. */
  idle(): void {
    if (this.#stopped) return;
    const { quietMs = QUIET_MS, everyMs = EVERY_MS } = this.#options;
    const wait = Math.max(quietMs, this.#sweptAt + everyMs - performance.now());
    this.#timer ??= setTimeout(() => void this.#sweep(), wait).unref();
  }

  /** A build has finished while others continue. */
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
    // A sweep that takes too long continues until a build starts.
    const sweep = () => Promise.race([this.#sweep(), delay(PATIENCE_MS, undefined, { ref: false })]);
    await this.#options.whilePaused(this.#patienceMs, sweep);
    this.#patienceMs = this.#sweptAt === before ? Math.min(this.#patienceMs * 2, MAX_PATIENCE_MS) : PATIENCE_MS;
    this.#triedAt = performance.now();
    this.#holding = false;
  }

  async #sweep(): Promise<void> {
    this.#timer = undefined;
    const { stores, needed, mounted, onFailure } = this.#options;
    try {
      const limitBytes = this.#options.limitBytes - (this.#options.elsewhere?.() ?? 0);
      let usedBytes: number | undefined;
      for (const store of stores) {
        const swept = await store.sweep({ limitBytes, keep: [...needed()], mounted: mounted?.() ?? [] });
        if (swept.state === "busy") continue;
        usedBytes = (usedBytes ?? 0) + swept.report.usedBytes;
        this.#sweptAt = performance.now();
        this.#triedAt = this.#sweptAt;
      }
      this.#usedBytes = usedBytes ?? this.#usedBytes;
    } catch (error) {
      if (!this.#stopped) onFailure(error);
    }
  }
}
