import { type Launch, runHelper } from "./sandboxHelper.ts";

/** Removes directories with all that is in them, whoever of the mapped ids owns it. Throws a SandboxError. */
export async function removeTrees(dirs: readonly string[], launch?: Launch): Promise<void> {
  if (dirs.length > 0) await runHelper(["remove", ...dirs], [], () => {}, undefined, launch);
}
