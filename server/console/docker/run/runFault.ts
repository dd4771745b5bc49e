import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { withHelp } from "../faults/daemonError.ts";
import { FlagFault } from "../faults/flagFault.ts";

/** The exit code of the CLI if the container was never created, or not started for another reason than its command. */
const NOT_RUN = 125;
/** What Docker's runtime says before why a command could not be executed. */
const RUNTIME =
  "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: " +
  "unable to start container process: error during container init: ";

/** Does what `docker run` or `docker create` do, and tells what is wrong as they do. Resolves to an exit code. */
export async function tellRunFaults(
  { io }: CommandContext,
  calledAs: string,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    await io.stderr.write(`docker: ${fault.text}\nRun '${calledAs} --help' for more information\n`);
    return fault.code;
  }
}

function faultOf(error: unknown): { text: string; code: number } | undefined {
  if (error instanceof FlagFault) return { text: `${error.message}\n`, code: NOT_RUN };
  if (!(error instanceof ProblemError)) return undefined;
  const { problem } = error;
  return {
    text: withHelp(`Error response from daemon: ${runtimeWords(problem)}`, problem.next),
    code: codeOf(problem),
  };
}

/** The daemon's words; those about a command are the runtime's. */
export function runtimeWords({ code, detail }: Problem): string {
  return code === "container/not-started" && detail.startsWith("exec: ") ? RUNTIME + detail : detail;
}

/** 126 and 127 are the command's. */
function codeOf({ code, exitCode }: Problem): number {
  return code === "container/not-started" && (exitCode === 126 || exitCode === 127) ? exitCode : NOT_RUN;
}
