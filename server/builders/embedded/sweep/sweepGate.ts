/**
 * Keeps builds and sweeps apart, so that a sweep needs no locks: a sweep begins only where no build is under way, and
 * a build that begins ends it and waits until it has stopped, which it does between two files.
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

  /** Undefined where a build or another sweep is under way (then nothing is done), or where a build ended it. */
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
