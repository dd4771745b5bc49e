import { quoted } from "./fileFaults.ts";
import { transferAll } from "./transfer.ts";
import { defineWord } from "./word.ts";

export const mv = defineWord({
  name: "mv",
  usage: "SOURCE... DEST",
  description: "Move or rename files and folders",
  completes: "file",
  flags: { force: { kind: "ignored", short: "f", takesValue: false, hidden: true, description: "" } },
  run: ({ args }, context) =>
    transferAll("mv", args, context, (tree, { name, from, to }) =>
      from.kind === "folder" && (tree.names(to)?.length ?? 0) > 0
        ? { fault: `cannot move ${quoted(name)} to ${quoted(to)}: Directory not empty` }
        : { removes: true },
    ),
});
