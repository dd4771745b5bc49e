/** `busy`: a build or another sweep was running, so nothing was done, or a build aborted the sweep. */
export type GateOutcome<T> = { readonly state: "done"; readonly value: T } | { readonly state: "busy" };

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

  async sweep<T>(work: (signal: AbortSignal) => Promise<T>): Promise<GateOutcome<T>> {
    if (this.#builds > 0 || this.#sweep !== undefined) return { state: "busy" };
    const stop = new AbortController();
    const result = work(stop.signal);
    const ended = result.catch(() => undefined);
    this.#sweep = { stop, ended };
    try {
      const value = await result;
      return stop.signal.aborted ? { state: "busy" } : { state: "done", value };
    } catch (error) {
      if (stop.signal.aborted) return { state: "busy" };
      throw error;
    } finally {
      this.#sweep = undefined;
    }
  }
}
