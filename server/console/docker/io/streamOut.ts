import type { CommandContext } from "../../command/commandContext.ts";
import { pathFault } from "../faults/pathFault.ts";

/** Writes an archive into a file of the workspace, or to stdout if that is no terminal. Resolves to an exit code. */
export async function streamOut(
  { io, files }: CommandContext,
  output: string | undefined,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<number> {
  if (output === undefined) {
    if (io.stdout.isTerminal) {
      await io.stderr.write("cowardly refusing to save to a terminal. Use the -o flag or redirect\n");
      return 1;
    }
    for await (const chunk of await open()) await io.stdout.write(chunk);
    return 0;
  }
  const resolved = await files.resolve(output);
  if (resolved.kind === "folder" || resolved.kind === "invalid") {
    const why = resolved.kind === "invalid" ? pathFault(output, resolved.fault) : `${output}: is a directory`;
    await io.stderr.write(`invalid output path: ${why}\n`);
    return 1;
  }
  await files.write(resolved.path, await open());
  return 0;
}
