/**
 * Keeps builds and sweeps apart, so that a sweep needs no locks: a sweep starts only if no build is running, and a new
 * build aborts the sweep and waits until it has stopped, between two files.
 */
export class SweepGate {
  #builds = 0;
  #sweep: { readonly stop: AbortController; readonly ended: Promise<unknown> } | undefined;

  async build<T>(work: () => Promise<T>): Promise<T> {
    this.#builds += 1;
    try {
      this.#sweep?.stop.abort();
      await this.#sweep?.ended;
      return await work();
    } finally {
      this.#builds -= 1;
    }
  }

  /** Undefined if a build or another sweep is running (then nothing is done), or if a build aborted it. */
  async sweep<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (this.#builds > 0 || this.#sweep !== undefined) return undefined;
    const stop = new AbortController();
    const result = work(stop.signal);
    const ended = result.catch(() => undefined);
    this.#sweep = { stop, ended };
    try {
      const done = await result;
      return stop.signal.aborted ? undefined : done;
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      throw error;
    } finally {
      this.#sweep = undefined;
    }
  }
}
