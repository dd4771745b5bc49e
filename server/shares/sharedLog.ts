import type { BuildEvent } from "#contract/buildEvent.ts";
import { withoutContext } from "./shareableBuild.ts";

interface KeptLog {
  readonly position: number;
  readonly bytes: number;
}

const CUT = "\n[The middle of this log is not part of the share.]\n";

/**
 * The events of a build that a share keeps, one JSON text each. Of long output, the first and the last part are kept,
 * each half of `limit` bytes; how far a download was is left out.
 */
export class SharedLog {
  readonly #half: number;
  readonly #events: (string | undefined)[] = [];
  /** Output behind the first half, the oldest first. */
  readonly #tail: KeptLog[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #cut = false;

  constructor(limit: number) {
    this.#half = limit / 2;
  }

  add(event: BuildEvent): void {
    if (event.type === "queued" || event.type === "progress") return;
    const kept = withoutContext(event);
    const json = JSON.stringify(kept);
    this.#events.push(json);
    if (event.type !== "log") return;
    if (this.#tail.length === 0 && this.#headBytes + json.length <= this.#half) {
      this.#headBytes += json.length;
      return;
    }
    this.#tail.push({ position: this.#events.length - 1, bytes: json.length });
    this.#tailBytes += json.length;
    while (this.#tailBytes > this.#half && this.#tail.length > 1) this.#drop();
  }

  /** One event a line. */
  text(): string {
    return this.#events.filter((event) => event !== undefined).join("\n");
  }

  /** The first one dropped becomes a line that says so. */
  #drop(): void {
    const oldest = this.#tail.shift();
    if (oldest === undefined) return;
    this.#tailBytes -= oldest.bytes;
    const event: BuildEvent = JSON.parse(this.#events[oldest.position] ?? "null");
    const isFirst = !this.#cut && event.type === "log";
    this.#cut = true;
    this.#events[oldest.position] = isFirst ? JSON.stringify({ ...event, text: CUT }) : undefined;
  }
}
