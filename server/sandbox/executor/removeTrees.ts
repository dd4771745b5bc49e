import { rmSync } from "node:fs";
import { type Launch, runHelper, sandboxHelperPath } from "./sandboxHelper.ts";

/**
 * Removes directories with everything in them, whichever mapped id owns it and however deep it is. Without a
 * helper, no command has run that could have made such trees. Throws a SandboxError.
 */
export async function removeTrees(dirs: readonly string[], launch?: Launch, signal?: AbortSignal): Promise<void> {
  if (sandboxHelperPath() === undefined) for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  else if (dirs.length > 0) await runHelper(["remove", ...dirs], [], () => {}, signal, launch);
}
