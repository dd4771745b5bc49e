import { type Launch, runHelper, sandboxHelperPath } from "./sandboxHelper.ts";

/**
 * Removes the control groups of sandboxes whose helper was killed: everything else of a sandbox dies with its helper.
 * Those of living helpers stay. Takes milliseconds. Throws a SandboxError.
 */
export async function sweepSandboxes(launch?: Launch): Promise<void> {
  if (sandboxHelperPath() !== undefined) await runHelper(["sweep"], [], () => {}, undefined, launch);
}
