import type { ProblemCode } from "#contract/problem.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { daemonError, forEach } from "./daemonError.ts";

/** Removes each argument in turn. As with Docker, `force` means that nothing to remove is no error: `missing` is its code. */
export async function removeEach(
  names: readonly string[],
  context: CommandContext,
  { force, missing }: { readonly force: boolean; readonly missing: ProblemCode },
  remove: (name: string) => Promise<void>,
): Promise<number> {
  let isOnlyMissing = true;
  const code = await forEach(names, context, remove, (problem) => {
    if (problem.code !== missing) isOnlyMissing = false;
    return daemonError(problem);
  });
  return force && isOnlyMissing ? 0 : code;
}
