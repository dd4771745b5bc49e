import { removePaths } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { faultOf, faultWords, quoted, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const rm = defineWord({
  name: "rm",
  usage: "[OPTION]... FILE...",
  description: "Remove files. History in the Files pane brings them back",
  completes: "file",
  flags: {
    recursive: { kind: "boolean", short: "r", description: "remove folders and what is in them" },
    R: { kind: "boolean", short: "R", description: "the same as -r", hidden: true },
    force: { kind: "boolean", short: "f", description: "ignore nonexistent files" },
    verbose: { kind: "boolean", short: "v", description: "say what is removed" },
  },
  async run({ flags, args }, context) {
    if (args.length === 0) return flags.force ? 0 : tell(context, "rm", ["missing operand"]);
    let faults: string[] = [];
    let removed: string[] = [];
    await context.files.edit((before) => {
      [faults, removed] = [[], []];
      const tree = new FileTree(before);
      const gone: string[] = [];
      for (const name of args) {
        const resolved = tree.resolve(context.folder, name);
        if (resolved.kind === "absent" || resolved.kind === "invalid") {
          if (!flags.force) faults.push(`cannot remove ${quoted(name)}: ${faultOf(resolved)}`);
        } else if (resolved.kind === "folder" && !flags.recursive && !flags.R) {
          faults.push(`cannot remove ${quoted(name)}: ${faultWords("is-folder")}`);
        } else if (resolved.path === "" || /(?:^|\/)\.{1,2}\/?$/.test(name)) {
          faults.push(`refusing to remove '.' or '..' or the whole workspace: skipping ${quoted(name)}`);
        } else {
          gone.push(resolved.path);
          removed.push(name);
        }
      }
      return removePaths(before, gone).files;
    });
    if (flags.verbose) for (const name of removed) await context.io.stdout.write(`removed ${quoted(name)}\n`);
    return tell(context, "rm", faults);
  },
});
