export interface BufferedEvent {
  readonly build: string;
  readonly id: number;
  readonly json: string;
}

export interface EventBufferOptions {
  /** Number of the last event of a build that is written down, 0 for none. */
  lastId(build: string): number;
  /** Writes all or none of them; throws where it can't. */
  write(events: readonly BufferedEvent[]): void;
  onError(error: unknown): void;
}

/**
 * Numbers events and writes them in groups, so that a step that prints 100,000 lines costs a few hundred transactions.
 * What can't be written stays here, in order, and goes with the next group.
 */
export class EventBuffer {
  readonly #options: EventBufferOptions;
  readonly #lastIds = new Map<string, number>();
  #waiting: BufferedEvent[] = [];
  #scheduled = false;

  constructor(options: EventBufferOptions) {
    this.#options = options;
  }

  add(build: string, json: string): void {
    const id = (this.#lastIds.get(build) ?? this.#options.lastId(build)) + 1;
    this.#lastIds.set(build, id);
    this.#waiting.push({ build, id, json });
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  flush(): void {
    this.#scheduled = false;
    if (this.#waiting.length === 0) return;
    try {
      this.#options.write(this.#waiting);
      this.#waiting = [];
    } catch (error) {
      this.#options.onError(error);
    }
  }

  /** What a flush could not write of a build, after number `after`. */
  unwritten(build: string, after: number, limit: number): BufferedEvent[] {
    return this.#waiting.filter((event) => event.build === build && event.id > after).slice(0, limit);
  }

  /** Nothing more will come for this build. */
  end(build: string): void {
    this.#lastIds.delete(build);
  }
}
