import type { BuildEvent } from "#contract/buildEvent.ts";

/** Least time between two progress events of one item, in milliseconds. */
const PROGRESS_INTERVAL = 100;

/** Bounds the event log of one build: thins out progress, and discards output past the limit. */
export class LogLimit {
  readonly #limit: number;
  readonly #progress = new Map<string, number>();
  #bytes = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The events to store for an incoming one. Events that decide the result of the build are always stored. */
  take(event: BuildEvent, now: number): BuildEvent[] {
    if (event.type === "progress") return this.#takeProgress(event, now);
    if (event.type !== "log") return [event];
    if (this.#cut) return [];
    this.#bytes += event.text.length + 64;
    if (this.#bytes <= this.#limit) return [event];
    this.#cut = true;
    return [{ ...event, stream: "stderr", text: "\n[Output limit reached. The rest of the output was discarded.]\n" }];
  }

  #takeProgress(event: Extract<BuildEvent, { type: "progress" }>, now: number): BuildEvent[] {
    const key = `${event.step}\n${event.label}`;
    const last = this.#progress.get(key);
    const done = event.total !== undefined && event.current >= event.total;
    if (!done && last !== undefined && now - last < PROGRESS_INTERVAL) return [];
    this.#progress.set(key, now);
    return [event];
  }
}
