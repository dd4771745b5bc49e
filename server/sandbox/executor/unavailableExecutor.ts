import type { Executor } from "./executor.ts";
import { SandboxError } from "./sandboxError.ts";
import { settledRun } from "./settledRun.ts";

/** Stands in when no RUN can be executed; builds ask `probe` and say its reason before their first step. */
export function createUnavailableExecutor(reason: string, waysOut: readonly string[]): Executor {
  return {
    probe: async () => ({ ok: false, reason, waysOut }),
    start: () => settledRun(Promise.reject(new SandboxError("unavailable", reason))),
    leaveGroup: async () => undefined,
  };
}
