/** At least this long between two counts. */
const REST_MS = 1000;
/** How much longer a count's rest is than the count: a large layer takes a twentieth of one CPU at most. */
const REST_FACTOR = 20;

/** A count that takes long if there is much to count, asked for again and again: it rests longer the longer it took. */
export class PacedCount<Count> {
  readonly #count: () => Promise<Count>;
  readonly #now: () => number;
  #last: Count | undefined;
  #running: Promise<Count> | undefined;
  #dueAt = 0;

  /** `now`: milliseconds. */
  constructor(count: () => Promise<Count>, now: () => number = () => performance.now()) {
    this.#count = count;
    this.#now = now;
  }

  /** The last result, without counting. */
  get last(): Count | undefined {
    return this.#last;
  }

  /** The last result if it is recent enough; otherwise a new one. Callers at the same time share it. */
  async get(): Promise<Count> {
    if (this.#running !== undefined) return await this.#running;
    if (this.#last !== undefined && this.#now() < this.#dueAt) return this.#last;
    this.#running = this.#countOnce().finally(() => {
      this.#running = undefined;
    });
    return await this.#running;
  }

  async #countOnce(): Promise<Count> {
    const startedAt = this.#now();
    try {
      this.#last = await this.#count();
      return this.#last;
    } finally {
      const now = this.#now();
      this.#dueAt = now + Math.max(REST_MS, (now - startedAt) * REST_FACTOR);
    }
  }
}
