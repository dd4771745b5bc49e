import { FileTree } from "../files/fileTree.ts";
import { faultOf, quoted, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const chmod = defineWord({
  name: "chmod",
  usage: "MODE FILE...",
  description: "Change who may read, write, and execute files: +x, u-w, 755",
  completes: "file",
  flags: {},
  // `-x` is a mode.
  prepare: (args) => (args[0] === "--help" ? args : ["--", ...args]),
  async run({ args: [mode, ...names] }, context) {
    if (mode === undefined) return tell(context, "chmod", ["missing operand"]);
    if (names.length === 0) return tell(context, "chmod", [`missing operand after ${quoted(mode)}`]);
    if (changedMode(mode, 0) === undefined) return tell(context, "chmod", [`invalid mode: ${quoted(mode)}`]);
    let faults: string[] = [];
    await context.files.edit((files) => {
      faults = [];
      const tree = new FileTree(files);
      const changed = new Set<string>();
      for (const name of names) {
        const resolved = tree.resolve(context.folder, name);
        const fault = faultOf(resolved);
        if (fault !== undefined) faults.push(`cannot access ${quoted(name)}: ${fault}`);
        else if (resolved.kind === "file" || resolved.kind === "folder") changed.add(resolved.path);
      }
      return files.map((file) =>
        changed.has(file.path) ? { ...file, mode: changedMode(mode, file.mode) ?? file.mode } : file,
      );
    });
    return tell(context, "chmod", faults);
  },
});

const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };
const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };

/** A mode after `755` or `u+x,g-w`; undefined if that is not a mode. */
function changedMode(text: string, before: number): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let mode = before;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (match === null) return undefined;
    const [, who = "", sign, rights = ""] = match;
    // As with the usual umask, `+w` without a letter is the owner's.
    const places = who === "" ? 0o755 : union(who, WHO);
    const bits = union(rights, BITS) & places;
    if (sign === "=") mode = (mode & ~(who === "" ? 0o777 : places)) | bits;
    else mode = sign === "+" ? mode | bits : mode & ~bits;
  }
  return mode;
}

function union(letters: string, bits: Readonly<Record<string, number>>): number {
  return [...letters].reduce((sum, letter) => sum | (bits[letter] ?? 0), 0);
}
