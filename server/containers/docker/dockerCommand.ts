import type { Writable } from "node:stream";
import type { RunResult, StartedCommand } from "#server/sandbox/executor/executor.ts";
import { DockerStreams } from "./dockerStreams.ts";

/** A command on an engine: its streams, and its result for those who wait for it. */
export class DockerCommand implements Pick<StartedCommand, "stdin" | "output" | "wait"> {
  protected readonly streams: DockerStreams;
  readonly stdin?: Writable;
  readonly #result = Promise.withResolvers<RunResult>();

  constructor(options: { readonly stdin: boolean; readonly terminal: boolean }) {
    this.streams = new DockerStreams(options);
    if (this.streams.stdin !== undefined) this.stdin = this.streams.stdin;
    // Those who wait get the error.
    this.#result.promise.catch(() => undefined);
  }

  get output() {
    return this.streams.output;
  }

  wait(): Promise<RunResult> {
    return this.#result.promise;
  }

  protected endWith(result: Promise<RunResult>): void {
    this.#result.resolve(result);
  }
}
