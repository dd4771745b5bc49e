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
  snippets: [{ label: "ADD", body: "ADD ${1:source} ${2:destination}", summary: "Copy, unpack or download" }],
  flags: [
    { name: "chown", kind: "value", summary: "Owner of the added files: user[:group], names or numbers." },
    { name: "chmod", kind: "value", summary: "Permissions of the added files, such as 755.", values: ["755", "644"] },
    {
      name: "checksum",
      kind: "value",
      summary: "Digest that a download must have, such as sha256:….",
      values: ["sha256:"],
    },
    {
      name: "link",
      kind: "boolean",
      summary: "Adds into a layer of its own that does not depend on what came before.",
    },
    { name: "keep-git-dir", kind: "boolean", summary: "Keeps the .git folder of a Git source." },
    {
      name: "unpack",
      kind: "boolean",
      summary: "Whether archives are unpacked: local ones are by default, downloads are not.",
      values: ["true", "false"],
    },
    { name: "exclude", kind: "list", summary: "Leaves out what matches this pattern." },
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
