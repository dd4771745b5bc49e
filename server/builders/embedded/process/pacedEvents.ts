import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunningEvent } from "../../builder.ts";

/** How long events are handed on before others get their turn, milliseconds. */
const TURN = 5;

/**
 * Hands on events in order, a few milliseconds' worth at a time: a build whose steps take no time tells thousands at once,
 * and each is counted, written down and sent.
 */
export class PacedEvents {
  readonly #emit: (event: RunningEvent) => void;
  #waiting: RunningEvent[] = [];
  #handing: Promise<void> | undefined;

  constructor(emit: (event: RunningEvent) => void) {
    this.#emit = emit;
  }

  add(events: readonly RunningEvent[]): void {
    for (const event of events) this.#waiting.push(event);
    this.#handing ??= this.#handOn();
  }

  /** Ends when all that was added has been handed on. */
  async drained(): Promise<void> {
    while (this.#handing !== undefined) await this.#handing;
  }

  async #handOn(): Promise<void> {
    while (this.#waiting.length > 0) {
      const events = this.#waiting;
      this.#waiting = [];
      let until = performance.now() + TURN;
      for (const event of events) {
        this.#emit(event);
        if (performance.now() < until) continue;
        await nextTurn();
        until = performance.now() + TURN;
      }
    }
    this.#handing = undefined;
  }
}
