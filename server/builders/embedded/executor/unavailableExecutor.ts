import type { Executor } from "./executor.ts";
import { SandboxError } from "./sandboxError.ts";

/** Stands in where no RUN can be executed; builds ask `probe` and say its reason before their first step. */
export function createUnavailableExecutor(reason: string, waysOut: readonly string[]): Executor {
  return {
    probe: async () => ({ ok: false, reason, waysOut }),
    run: async () => {
      throw new SandboxError("unavailable", reason);
    },
    leaveGroup: async () => undefined,
  };
}
