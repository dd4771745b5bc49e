import { Readable } from "node:stream";
import type { RunResult, StartedCommand, StartedRun } from "./executor.ts";

/** A command that ended before it started: it prints nothing, and nothing can be sent to it. */
export function settledCommand(result: Promise<RunResult>): StartedCommand {
  result.catch(() => {}); // The caller gets the rejection.
  return {
    output: { stdout: Readable.from([]), stderr: Readable.from([]) },
    signal: () => {},
    resize: () => {},
    wait: () => result,
  };
}

export function settledRun(result: Promise<RunResult>): StartedRun {
  return {
    ...settledCommand(result),
    exec: () => settledCommand(result),
    pause: async () => ({ ok: false, reason: "ended" }),
    resume: async () => ({ ok: false, reason: "ended" }),
    processes: async () => [],
    usage: async () => ({ memoryBytes: 0, cpuSeconds: 0, processes: 0 }),
  };
}
