import type { ProblemCode } from "#contract/problem.ts";
import { type ProblemError, problemError } from "#server/images/problemError.ts";
import type { LimitKind, RunLimits } from "../executor/executor.ts";

const PASSED: Readonly<Record<LimitKind, { code: ProblemCode; what: string; limit: (limits: RunLimits) => string }>> = {
  memory: {
    code: "build/memory",
    what: "used more memory than it may have",
    limit: ({ memoryBytes = 0 }) => bytesText(memoryBytes),
  },
  processes: {
    code: "build/processes",
    what: "started more processes than it may have",
    limit: ({ processes = 0 }) => String(processes),
  },
  cpu: {
    code: "build/cpu",
    what: "used the processors for longer than it may",
    limit: ({ cpuSeconds = 0 }) => `${cpuSeconds} s`,
  },
  disk: { code: "build/disk", what: "wrote more than it may", limit: ({ diskBytes = 0 }) => bytesText(diskBytes) },
  output: {
    code: "build/output",
    what: "printed more than it may",
    limit: ({ outputBytes = 0 }) => bytesText(outputBytes),
  },
  time: { code: "build/timeout", what: "ran longer than it may", limit: ({ seconds = 0 }) => `${seconds} s` },
};

/** `2 GB`, `64 MB`. */
export function bytesText(bytes: number): string {
  return bytes >= 1e9 ? `${bytes / 1e9} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** A limit of the build that was passed while `who` ran. */
export function limitProblem(
  kind: LimitKind,
  { who, limits, lastLines }: { who: string; limits: RunLimits; lastLines: string[] },
): ProblemError {
  const { code, what, limit } = PASSED[kind];
  const detail = `${who} ${what} (${limit(limits)} for the build).`;
  return problemError(code, detail, { lastLines, next: "Let the command do less, or ask the operator for more." });
}
