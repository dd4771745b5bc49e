import type { BuildEvent } from "#contract/build.ts";

/** Progress of one thing is told at most this often, milliseconds. */
const PROGRESS_INTERVAL = 100;

/** Keeps the event log of one build in bounds: thins out progress, and stops taking output after so many bytes. */
export class LogLimit {
  readonly #limit: number;
  readonly #progress = new Map<string, number>();
  #bytes = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The events to keep for one that came. What decides how the build ended is always kept. */
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
