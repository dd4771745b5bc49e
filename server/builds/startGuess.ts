/** Builds whose durations count. */
const RECENT = 20;

/** Guesses when queued builds start, from how long the last builds took. Times are milliseconds. */
export class StartGuess {
  readonly #durations: number[] = [];

  /** A build was through after this time. */
  took(duration: number): void {
    this.#durations.push(duration);
    if (this.#durations.length > RECENT) this.#durations.shift();
  }

  /**
   * In how long the first `count` queued builds start, in their order, if those that run have been running for `ages` and all
   * take as long as usual. Undefined before any build was through.
   */
  startsIn(count: number, ages: readonly number[]): number[] | undefined {
    const usual = this.#median();
    if (usual === undefined || ages.length === 0) return undefined;
    const free = ages.map((age) => Math.max(0, usual - age)).sort((a, b) => a - b);
    return Array.from({ length: count }, () => {
      const start = free.shift() ?? 0;
      // The latest of all: every build takes the same time.
      free.push(start + usual);
      return Math.round(start);
    });
  }

  #median(): number | undefined {
    const sorted = this.#durations.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
