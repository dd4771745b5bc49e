import type { ProblemCode } from "#contract/problem.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { LimitKind, RunLimits } from "#server/sandbox/executor/executor.ts";

const PASSED: Readonly<Record<LimitKind, { code: ProblemCode; what: string; limit: (limits: RunLimits) => string }>> = {
  memory: {
    code: "build/memory",
    what: "exceeded the memory limit",
    limit: ({ memoryBytes = 0 }) => bytesText(memoryBytes),
  },
  processes: {
    code: "build/processes",
    what: "exceeded the process limit",
    limit: ({ processes = 0 }) => String(processes),
  },
  cpu: {
    code: "build/cpu",
    what: "exceeded the CPU time limit",
    limit: ({ cpuSeconds = 0 }) => `${cpuSeconds} s`,
  },
  disk: { code: "build/disk", what: "exceeded the disk limit", limit: ({ diskBytes = 0 }) => bytesText(diskBytes) },
  output: {
    code: "build/output",
    what: "exceeded the output limit",
    limit: ({ outputBytes = 0 }) => bytesText(outputBytes),
  },
  time: { code: "build/timeout", what: "exceeded the time limit", limit: ({ seconds = 0 }) => `${seconds} s` },
};

/** `2 GB`, `64 MB`. */
export function bytesText(bytes: number): string {
  return bytes >= 1e9 ? `${bytes / 1e9} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** A limit of the build that was exceeded while `who` ran. */
export function limitProblem(
  kind: LimitKind,
  { who, limits, lastLines }: { who: string; limits: RunLimits; lastLines: string[] },
): ProblemError {
  const { code, what, limit } = PASSED[kind];
  const detail = `${who} ${what} of the build (${limit(limits)}).`;
  return problemError(code, detail, {
    lastLines,
    next: "Do less in the command, or ask the operator for a higher limit.",
  });
}
