import { Readable } from "node:stream";
import type { RunResult, StartedRun } from "./executor.ts";

/** A run that ended before its command started: it prints nothing, and nothing can be sent to it. */
export function settledRun(result: Promise<RunResult>): StartedRun {
  result.catch(() => {}); // The caller gets the rejection.
  return {
    output: { stdout: Readable.from([]), stderr: Readable.from([]) },
    signal: () => {},
    resize: () => {},
    wait: () => result,
  };
}
