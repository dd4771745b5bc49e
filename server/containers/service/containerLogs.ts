import { Notifier } from "#server/waiting/notifier.ts";
import type { LogOptions, OutputChunk } from "../containers.ts";
import { logFiles } from "../logFiles.ts";
import type { ContainerRuntime } from "../process/containerRuntime.ts";
import type { ContainerBook } from "./containerBook.ts";
import { readLog } from "./readLog.ts";

/** Reads the logs of containers, also while they are written. */
export class ContainerLogs {
  readonly #dataDir: string;
  readonly #book: ContainerBook;
  readonly #runtime: () => ContainerRuntime | undefined;
  readonly #news = new Notifier();
  /** Readers that follow a log. */
  readonly #followers = new Map<string, number>();

  constructor(dataDir: string, book: ContainerBook, runtime: () => ContainerRuntime | undefined) {
    this.#dataDir = dataDir;
    this.#book = book;
    this.#runtime = runtime;
  }

  /** The log has grown, or its container has ended. */
  changed(id: string): void {
    this.#news.notify(id);
  }

  async *read(id: string, options: LogOptions, signal: AbortSignal): AsyncGenerator<OutputChunk, void> {
    const growth = {
      isGrowing: () => this.#book.get(id)?.container.state.phase === "running",
      next: (until: AbortSignal) => this.#news.next(id, until),
    };
    const end = options.follow === true ? await this.#follow(id) : () => {};
    try {
      yield* readLog(logFiles(this.#dataDir, id), options, growth, signal);
    } finally {
      end();
    }
  }

  async #follow(id: string): Promise<() => void> {
    const count = (this.#followers.get(id) ?? 0) + 1;
    this.#followers.set(id, count);
    await this.#tell(id, true);
    return () => {
      const left = (this.#followers.get(id) ?? 1) - 1;
      if (left > 0) return void this.#followers.set(id, left);
      this.#followers.delete(id);
      void this.#tell(id, false);
    };
  }

  async #tell(id: string, on: boolean): Promise<void> {
    await this.#runtime()
      ?.call("follow", { id, on })
      .catch(() => undefined);
  }
}
