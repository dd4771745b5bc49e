import { quoted } from "./fileFaults.ts";
import { transferAll } from "./transfer.ts";
import { defineWord } from "./word.ts";

export const cp = defineWord({
  name: "cp",
  usage: "[OPTION]... SOURCE... DEST",
  description: "Copy files and folders of the workspace. Use docker cp for a container's",
  completes: "file",
  flags: {
    recursive: { kind: "boolean", short: "r", description: "copy folders and what is in them" },
    R: { kind: "boolean", short: "R", description: "the same as -r", hidden: true },
    archive: { kind: "boolean", short: "a", description: "the same as -r; modes are always kept" },
    force: { kind: "ignored", short: "f", takesValue: false, hidden: true, description: "" },
  },
  run: ({ flags, args }, context) =>
    transferAll("cp", args, context, (_tree, { name, from }) => {
      const isDeep = flags.recursive || flags.R || flags.archive;
      return from.kind === "folder" && !isDeep
        ? { fault: `-r not specified; omitting directory ${quoted(name)}` }
        : { removes: false };
    }),
});
