import { removePaths } from "#contract/workspaceFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { faultOf, faultWords, quoted, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const rmdir = defineWord({
  name: "rmdir",
  usage: "DIRECTORY...",
  description: "Remove empty folders",
  completes: "folder",
  flags: {},
  async run({ args }, context) {
    if (args.length === 0) return tell(context, "rmdir", ["missing operand"]);
    let faults: string[] = [];
    await context.files.edit((before) => {
      faults = [];
      const tree = new FileTree(before);
      const gone: string[] = [];
      for (const name of args) {
        const resolved = tree.resolve(context.folder, name);
        const isEmpty = resolved.kind === "folder" && tree.names(resolved.path)?.length === 0;
        if (isEmpty && resolved.path !== "") gone.push(resolved.path);
        else if (resolved.kind === "folder") faults.push(`failed to remove ${quoted(name)}: Directory not empty`);
        else faults.push(`failed to remove ${quoted(name)}: ${faultOf(resolved) ?? faultWords("not-folder")}`);
      }
      return removePaths(before, gone).files;
    });
    return tell(context, "rmdir", faults);
  },
});
