import type { RunResult } from "#server/sandbox/executor/executor.ts";
import type { StartAnswer } from "./protocol.ts";

/** The exit code of a container that could not be started, as the Docker Engine finds it from runc's message. */
export function startFailure({ message, step }: RunResult & { kind: "not-started" }): StartAnswer {
  return { started: false, code: codeOf(message, step), message };
}

function codeOf(message: string, step: string | undefined): number {
  if (step !== undefined) return 128;
  if (/executable file not found|no such file or directory/.test(message)) return 127;
  if (/permission denied|is a directory|not a directory/.test(message)) return 126;
  return 128;
}
