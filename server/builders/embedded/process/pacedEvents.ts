import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunningEvent } from "../../builder.ts";

/** How long events are forwarded before other work gets a turn, milliseconds. */
const TURN = 5;

/**
 * Forwards events in order, a few milliseconds' worth at a time: a build whose steps take no time emits thousands at
 * once, and each is counted, recorded, and sent.
 */
export class PacedEvents {
  readonly #emit: (event: RunningEvent) => void;
  #waiting: RunningEvent[] = [];
  /** While this is pending, new events queue behind earlier ones. */
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

  /** Resolves when everything added so far has been forwarded. */
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
