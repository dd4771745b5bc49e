import type { CommandContext } from "../../command/commandContext.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { pathFault } from "../faults/pathFault.ts";

/** The bytes of a file of the workspace, or of stdin. Throws a FlagFault. */
export async function readInput(
  { files, io }: CommandContext,
  path: string | undefined,
  fromTerminal: string,
): Promise<AsyncIterable<Uint8Array>> {
  if (path === undefined || path === "-") {
    if (io.stdin.isTerminal) throw new FlagFault(fromTerminal);
    return io.stdin;
  }
  const resolved = await files.resolve(path);
  if (resolved.kind === "invalid") throw new FlagFault(pathFault(path, resolved.fault));
  if (resolved.kind === "absent") throw new FlagFault(`open ${path}: no such file or directory`);
  if (resolved.kind === "folder") throw new FlagFault(`read ${path}: is a directory`);
  return files.read(resolved.file);
}
