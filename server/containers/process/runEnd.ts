import type { RunLimits, RunResult } from "#server/sandbox/executor/executor.ts";
import type { RuntimeEnd } from "./protocol.ts";

/** Why the runtime itself ended a container. */
export type Ending = "idle" | "killed";

/** The exit code of SIGKILL. */
const KILLED = 137;

/** How a container ended, as its state says it. */
export function runEnd(
  result: RunResult,
  limits: RunLimits,
  ending: Ending | undefined,
  idleSeconds: number,
): RuntimeEnd {
  const at = Date.now();
  switch (result.kind) {
    case "exit":
      return { code: result.code, reason: "exit", at };
    case "not-started":
      return { code: 128, reason: "not-started", message: result.message, at };
    case "limit":
      return { code: KILLED, reason: result.limit, message: limitMessage(result.limit, limits), at };
    case "canceled": {
      if (ending !== "idle") return { code: KILLED, reason: "exit", at };
      return { code: KILLED, reason: "idle", message: `The container was idle for ${idleSeconds} seconds.`, at };
    }
  }
}

function limitMessage(limit: Extract<RunResult, { kind: "limit" }>["limit"], limits: RunLimits): string {
  switch (limit) {
    case "memory":
      return `The container used more than its memory limit of ${megabytes(limits.memoryBytes)}.`;
    case "processes":
      return `The container had more than ${limits.processes ?? 0} processes.`;
    case "cpu":
      return `The container used more than ${limits.cpuSeconds ?? 0} seconds of CPU time.`;
    case "disk":
      return `The container's writable layer grew beyond ${megabytes(limits.diskBytes)}.`;
    case "output":
      return `The container printed more than ${megabytes(limits.outputBytes)}.`;
    case "time":
      return `The container ran longer than ${limits.seconds ?? 0} seconds.`;
  }
}

function megabytes(bytes = 0): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
