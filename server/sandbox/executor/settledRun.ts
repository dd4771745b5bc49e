import { Readable } from "node:stream";
import type { RunResult, StartedRun } from "./executor.ts";

/** A run that came to its end before there was a command: it prints nothing, and nothing can be sent to it. */
export function settledRun(result: Promise<RunResult>): StartedRun {
  result.catch(() => {}); // Whoever waits is told.
  return {
    output: { stdout: Readable.from([]), stderr: Readable.from([]) },
    signal: () => {},
    resize: () => {},
    wait: () => result,
  };
}
