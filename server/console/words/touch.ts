import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { faultOf, faultWords, quoted, tell } from "./fileFaults.ts";
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
      let files = before;
      for (const name of args) {
        const resolved = new FileTree(files).resolve(context.folder, name);
        if (resolved.kind === "invalid") faults.push(`cannot touch ${quoted(name)}: ${faultOf(resolved)}`);
        if (resolved.kind !== "absent" || flags["no-create"]) continue;
        if (resolved.hasParent && !name.endsWith("/")) files = putFiles(files, [textFile(resolved.path, "")]);
        else faults.push(`cannot touch ${quoted(name)}: ${faultWords("not-found")}`);
      }
      return files;
    });
    return tell(context, "touch", faults);
  },
});
