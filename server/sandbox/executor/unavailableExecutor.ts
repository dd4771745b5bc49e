import type { Executor } from "./executor.ts";
import { SandboxError } from "./sandboxError.ts";
import { settledRun } from "./settledRun.ts";

/** Used if no RUN can be executed; builds call `probe` and report its reason before their first step. */
export function createUnavailableExecutor(reason: string, waysOut: readonly string[]): Executor {
  return {
    probe: async () => ({ ok: false, reason, waysOut }),
    start: () => settledRun(Promise.reject(new SandboxError("unavailable", reason))),
    leaveGroup: async () => undefined,
  };
}
