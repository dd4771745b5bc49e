import type { WorkspaceFile } from "#contract/workspace.ts";
import { folder, putFiles } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { faultOf, faultWords, quoted, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const mkdir = defineWord({
  name: "mkdir",
  usage: "[OPTION]... DIRECTORY...",
  description: "Create folders. An empty folder is kept, and builds copy it",
  completes: "folder",
  flags: {
    parents: { kind: "boolean", short: "p", description: "no error if existing, make parent folders as needed" },
  },
  async run({ flags, args }, context) {
    if (args.length === 0) return tell(context, "mkdir", ["missing operand"]);
    let faults: string[] = [];
    await context.files.edit((before) => {
      faults = [];
      const tree = new FileTree(before);
      const added: WorkspaceFile[] = [];
      for (const name of args) {
        const resolved = tree.resolve(context.folder, name);
        if (resolved.kind === "absent" && (resolved.hasParent || flags.parents)) {
          const made = folder(resolved.path);
          tree.add(made);
          added.push(made);
        } else if (resolved.kind === "file" || (resolved.kind === "folder" && !flags.parents)) {
          faults.push(`cannot create directory ${quoted(name)}: File exists`);
        } else if (resolved.kind !== "folder") {
          faults.push(`cannot create directory ${quoted(name)}: ${faultOf(resolved) ?? faultWords("not-found")}`);
        }
      }
      return putFiles(before, added);
    });
    return tell(context, "mkdir", faults);
  },
});
