import type { RunningEvent } from "../builder.ts";

/** Emits events in the order of the calls, though some of them take a moment to be known. */
export class EmitInOrder {
  readonly #emit: (event: RunningEvent) => void;
  /** Of the last event; undefined if all are emitted. */
  #tail: Promise<void> | undefined;

  constructor(emit: (event: RunningEvent) => void) {
    this.#emit = emit;
  }

  take(event: RunningEvent | Promise<RunningEvent>): void {
    if (this.#tail === undefined && !(event instanceof Promise)) {
      this.#emit(event);
      return;
    }
    const tail = this.#after(this.#tail, event).then(() => {
      if (this.#tail === tail) this.#tail = undefined;
    });
    // Thrown by `end`.
    tail.catch(() => undefined);
    this.#tail = tail;
  }

  /** Resolves when all are emitted. */
  async end(): Promise<void> {
    await this.#tail;
  }

  async #after(before: Promise<void> | undefined, event: RunningEvent | Promise<RunningEvent>): Promise<void> {
    const [ready] = await Promise.all([event, before]);
    this.#emit(ready);
  }
}
