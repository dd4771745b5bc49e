import type { WorkspaceFile } from "#contract/workspace.ts";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { faultWords, quoted, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const touch = defineWord({
  name: "touch",
  usage: "[OPTION]... FILE...",
  description: "Create empty files; those that exist stay as they are",
  completes: "file",
  flags: { "no-create": { kind: "boolean", short: "c", description: "do not create any files" } },
  async run({ flags, args }, context) {
    if (args.length === 0) return tell(context, "touch", ["missing file operand"]);
    let faults: string[] = [];
    await context.files.edit((before) => {
      faults = [];
      const tree = new FileTree(before);
      const added: WorkspaceFile[] = [];
      for (const name of args) {
        const resolved = tree.resolve(context.folder, name);
        if (resolved.kind === "invalid") faults.push(`cannot touch ${quoted(name)}: ${resolved.message}`);
        if (resolved.kind !== "absent" || flags["no-create"]) continue;
        if (resolved.hasParent && !name.endsWith("/")) {
          const file = textFile(resolved.path, "");
          tree.add(file);
          added.push(file);
        } else faults.push(`cannot touch ${quoted(name)}: ${faultWords("not-found")}`);
      }
      return putFiles(before, added);
    });
    return tell(context, "touch", faults);
  },
});
