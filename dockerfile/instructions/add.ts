import { isMistake } from "../syntax/mistake.ts";
import { readCopySources, readCopyWords } from "./copySources.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const addInstruction: InstructionDefinition<"ADD"> = {
  name: "ADD",
  summary: "Copies files, unpacks local archives, and downloads URLs and Git repositories.",
  usage: 'ADD [OPTIONS] <source>… <destination>\nADD [OPTIONS] ["<source>", … "<destination>"]',
  anchor: "add",
  snippets: [{ label: "ADD", body: "ADD ${1:source} ${2:destination}", summary: "Copy, unpack, or download" }],
  flags: [
    { name: "chown", kind: "value", summary: "Owner of the files: user[:group], names or numbers." },
    { name: "chmod", kind: "value", summary: "Permissions of the files, such as 755.", values: ["755", "644"] },
    {
      name: "checksum",
      kind: "value",
      summary: "Expected digest of the download, such as sha256:….",
      values: ["sha256:"],
    },
    {
      name: "link",
      kind: "boolean",
      summary: "Adds files in a separate layer, independent of earlier steps.",
    },
    { name: "keep-git-dir", kind: "boolean", summary: "Keeps the .git folder of a Git source." },
    {
      name: "unpack",
      kind: "boolean",
      summary: "Whether to unpack archives. By default, local ones are unpacked and downloads are not.",
      values: ["true", "false"],
    },
    { name: "exclude", kind: "list", summary: "Excludes files that match this pattern." },
  ],
  parse: (input) => {
    const words = readCopyWords(input, "ADD");
    if (isMistake(words)) return words;
    const flags = readFlags(input, addInstruction.flags);
    if (isMistake(flags)) return flags;
    const paths = readCopySources(input, "ADD", words);
    if (isMistake(paths)) return paths;
    const chown = flags.word("chown");
    const chmod = flags.word("chmod");
    const checksum = flags.word("checksum");
    const keepGitDir = flags.boolean("keep-git-dir");
    const unpack = flags.boolean("unpack");
    return {
      ...baseOf(input, "ADD"),
      sources: paths.sources,
      destination: paths.destination,
      link: flags.boolean("link") ?? false,
      excludes: flags.words("exclude"),
      ...(chown === undefined ? {} : { chown }),
      ...(chmod === undefined ? {} : { chmod }),
      ...(checksum === undefined ? {} : { checksum }),
      ...(keepGitDir === undefined ? {} : { keepGitDir }),
      ...(unpack === undefined ? {} : { unpack }),
    };
  },
};
