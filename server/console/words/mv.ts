import { isWithin, putFiles, removePath } from "#contract/workspaceFiles.ts";
import { quoted } from "./fileFaults.ts";
import { atNewPlace, transferAll } from "./transfer.ts";
import { defineWord } from "./word.ts";

export const mv = defineWord({
  name: "mv",
  usage: "SOURCE... DEST",
  description: "Move or rename files and folders",
  completes: "file",
  flags: { force: { kind: "ignored", short: "f", takesValue: false, hidden: true, description: "" } },
  run: ({ args }, context) =>
    transferAll("mv", args, context, (files, transfer) => {
      const { name, from, to } = transfer;
      if (from.kind === "folder" && files.some(({ path }) => isWithin(path, to))) {
        return { fault: `cannot move ${quoted(name)} to ${quoted(to)}: Directory not empty` };
      }
      return { files: putFiles(removePath(files, from.path).files, atNewPlace(files, transfer)) };
    }),
});
