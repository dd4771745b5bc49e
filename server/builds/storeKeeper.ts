import type { Digest } from "#contract/digest.ts";
import type { Builder } from "#server/builders/builder.ts";

export interface StoreKeeperOptions {
  readonly builders: readonly Builder[];
  /** Bytes. */
  readonly limitBytes: number;
  /** Blobs that the workspaces need. */
  readonly needed: () => Iterable<Digest>;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds of quiet before a sweep, and at least from one to the next. */
  readonly quietMs?: number;
  readonly everyMs?: number;
}

const QUIET_MS = 5_000;
const EVERY_MS = 3 * 60_000;

/** Has the builders sweep their store after the start and after builds, when nothing is being built, now and then. */
export class StoreKeeper {
  readonly #options: StoreKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweptAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(options: StoreKeeperOptions) {
    this.#options = options;
  }

  /** There is nothing to build: a sweep comes soon, where none was lately. One that meets a build does nothing. */
  idle(): void {
    if (this.#stopped) return;
    const { quietMs = QUIET_MS, everyMs = EVERY_MS } = this.#options;
    const wait = Math.max(quietMs, this.#sweptAt + everyMs - performance.now());
    this.#timer ??= setTimeout(() => void this.#sweep(), wait).unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #sweep(): Promise<void> {
    this.#timer = undefined;
    const { builders, limitBytes, needed, onFailure } = this.#options;
    try {
      for (const builder of builders) {
        const report = await builder.sweep?.({ limitBytes, keep: [...needed()] });
        if (report !== undefined) this.#sweptAt = performance.now();
      }
    } catch (error) {
      if (!this.#stopped) onFailure(error);
    }
  }
}
