import { problemError } from "#contract/problemError.ts";
import { CommandStreams } from "./commandStreams.ts";

/** The containers that run, and the streams of these and of those about to start. */
export class OpenContainers<Running> {
  readonly #running = new Map<string, Running>();
  readonly #streams = new Map<string, CommandStreams>();

  /** The streams of a container, also before it starts. */
  streams(id: string): CommandStreams {
    const streams = this.#streams.get(id) ?? new CommandStreams();
    this.#streams.set(id, streams);
    return streams;
  }

  find(id: string): Running | undefined {
    return this.#running.get(id);
  }

  /** Throws container/state if it does not run. */
  require(id: string): Running {
    const found = this.#running.get(id);
    if (found !== undefined) return found;
    throw problemError("container/state", `container ${id} is not running`, { next: "Start it first: docker start." });
  }

  all(): Running[] {
    return [...this.#running.values()];
  }

  add(id: string, running: Running): void {
    this.#running.set(id, running);
  }

  /** It has ended. */
  remove(id: string): void {
    this.#running.delete(id);
    this.forget(id);
  }

  /** Ends those who are attached to a container that does not run. */
  forget(id: string): void {
    if (this.#running.has(id)) return;
    this.#streams.get(id)?.end();
    this.#streams.delete(id);
  }
}
