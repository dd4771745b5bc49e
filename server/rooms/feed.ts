/** Pauses between messages, in milliseconds: what changes meanwhile is told together. */
const TOGETHER = 250;

/**
 * Changes for one listener, who takes them at their own pace: what changes several times in between is taken once, so
 * that a slow listener keeps no more than there are things.
 */
export class Feed {
  readonly #changed = new Set<string>();
  #wake: (() => void) | undefined;

  changed(what: string): void {
    this.#changed.add(what);
    this.#wake?.();
  }

  /** What has changed since the last time, once something has; nothing if the signal aborts first. */
  async take(signal: AbortSignal): Promise<readonly string[]> {
    if (this.#changed.size === 0) await this.#next(signal);
    if (!signal.aborted) await pause(TOGETHER, signal);
    if (signal.aborted) return [];
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #next(signal: AbortSignal): Promise<void> {
    return until(signal, (done) => {
      this.#wake = done;
    });
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return until(signal, (done) => void setTimeout(done, milliseconds));
}

function until(signal: AbortSignal, start: (done: () => void) => void): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done);
    start(done);
  });
}
