import type { CommandContext } from "../../command/commandContext.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { pathFault } from "../faults/pathFault.ts";

const MAX_FILE = 1024 * 1024;

/** The text of a file of the workspace that a flag names. Throws a FlagFault. */
export async function readTextFile({ files }: CommandContext, path: string): Promise<string> {
  const resolved = await files.resolve(path);
  if (resolved.kind === "invalid") throw new FlagFault(pathFault(path, resolved.fault));
  if (resolved.kind === "absent") throw new FlagFault(`open ${path}: no such file or directory`);
  if (resolved.kind === "folder") throw new FlagFault(`read ${path}: is a directory`);
  const text = await files.text(resolved.file, MAX_FILE);
  if (text === undefined) throw new FlagFault(`read ${path}: file is too large or no text`);
  return text;
}

/** The lines of an `--env-file` or a `--label-file`, without comments and empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** `NAME=value`; a bare `NAME` has the console's value, or is left out if there is none. Throws a FlagFault. */
export function readVariables(given: readonly string[], env: ReadonlyMap<string, string>): string[] {
  return given.flatMap((text) => {
    const at = text.indexOf("=");
    const name = at === -1 ? text : text.slice(0, at);
    if (name === "") throw new FlagFault(`invalid environment variable: ${text}`);
    if (at !== -1) return [text];
    const value = env.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
}

/** `--label` and `--label-file`. Throws a FlagFault. */
export function readLabels(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [name = "", ...value] = text.split("=");
      if (name === "") throw new FlagFault(`invalid label '${text}': empty name`);
      return [name, value.join("=")];
    }),
  );
}
