import { removePath } from "#contract/workspaceFiles.ts";
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
      let files = before;
      for (const name of args) {
        const tree = new FileTree(files);
        const resolved = tree.resolve(context.folder, name);
        const isEmpty = resolved.kind === "folder" && tree.names(resolved.path)?.length === 0;
        if (resolved.kind === "folder" && isEmpty && resolved.path !== "")
          files = removePath(files, resolved.path).files;
        else {
          const fault =
            resolved.kind === "folder" ? "Directory not empty" : (faultOf(resolved) ?? faultWords("not-folder"));
          faults.push(`failed to remove ${quoted(name)}: ${fault}`);
        }
      }
      return files;
    });
    return tell(context, "rmdir", faults);
  },
});
