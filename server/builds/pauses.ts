/** Work that must not run beside builds: it waits for those that run, and holds new ones back. */
export class Pauses {
  #count = 0;

  /** Whether new builds are held back. */
  get isPaused(): boolean {
    return this.#count > 0;
  }

  /**
   * Waits up to `patienceMs` for what is running, and does `work`. Undefined, without doing the work, if that took longer.
   */
  async during<T>(
    running: ReadonlySet<Promise<void>>,
    patienceMs: number,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    this.#count += 1;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    try {
      await Promise.race([Promise.all(running), late]);
      return running.size > 0 ? undefined : await work();
    } finally {
      clearTimeout(timer);
      this.#count -= 1;
    }
  }
}
