import { rmSync } from "node:fs";
import { type Launch, runHelper, sandboxHelperPath } from "./sandboxHelper.ts";

/**
 * Removes directories with all that is in them, whoever of the mapped ids owns it and however deep it is. If there is
 * no helper no command has run that could have made them so. Throws a SandboxError.
 */
export async function removeTrees(dirs: readonly string[], launch?: Launch, signal?: AbortSignal): Promise<void> {
  if (sandboxHelperPath() === undefined) for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  else if (dirs.length > 0) await runHelper(["remove", ...dirs], [], () => {}, signal, launch);
}
