import type { RunResult } from "#server/sandbox/executor/executor.ts";
import type { StartAnswer } from "./protocol.ts";

/** The Docker Engine's code for what has nothing to do with the command. */
export const NOT_STARTED = 128;

/** Why a command could not be started. */
export function startFailure({ code, message, step }: RunResult & { kind: "not-started" }): StartAnswer {
  return { started: false, code: step === undefined ? code : NOT_STARTED, message };
}
