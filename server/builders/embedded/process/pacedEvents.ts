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
  /** While it is pending, new events queue behind earlier ones. */
  #handing: Promise<void> | undefined;

  constructor(emit: (event: RunningEvent) => void) {
    this.#emit = emit;
  }

  add(events: readonly RunningEvent[]): void {
    for (const event of events) this.#waiting.push(event);
    if (this.#handing !== undefined || this.#handOn()) return;
    this.#handing = this.#handOnLater().finally(() => {
      this.#handing = undefined;
    });
  }

  /** Ends when all that was added has been handed on. */
  async drained(): Promise<void> {
    await this.#handing;
  }

  async #handOnLater(): Promise<void> {
    do await nextTurn();
    while (!this.#handOn());
  }

  /** True if nothing is left. */
  #handOn(): boolean {
    const until = performance.now() + TURN;
    const events = this.#waiting;
    this.#waiting = [];
    for (const [index, event] of events.entries()) {
      this.#emit(event);
      if (performance.now() < until) continue;
      this.#waiting = [...events.slice(index + 1), ...this.#waiting];
      return this.#waiting.length === 0;
    }
    return true;
  }
}
