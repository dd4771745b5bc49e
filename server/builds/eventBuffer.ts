export interface BufferedEvent {
  readonly build: string;
  readonly id: number;
  readonly json: string;
}

export interface EventBufferOptions {
  /** The number of a build's last stored event; 0 if there is none. */
  lastId(build: string): number;
  /** Writes all of them or none; throws on failure. */
  write(events: readonly BufferedEvent[]): void;
  onError(error: unknown): void;
}

/**
 * Numbers events and writes them in batches, so that a step that prints 100,000 lines takes a few hundred transactions.
 * Events that can't be written stay here, in order, for the next batch.
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

  /** Events of a build that a flush could not write, after number `after`. */
  unwritten(build: string, after: number, limit: number): BufferedEvent[] {
    return this.#waiting.filter((event) => event.build === build && event.id > after).slice(0, limit);
  }

  /** Ends a build: no more events follow. */
  end(build: string): void {
    this.#lastIds.delete(build);
  }
}
