import { isMistake } from "../syntax/mistake.ts";
import { readCopySources, readCopyWords } from "./copySources.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const copyInstruction: InstructionDefinition<"COPY"> = {
  name: "COPY",
  summary: "Copies files and folders from the context, from another stage or from an image.",
  usage: 'COPY [OPTIONS] <source>… <destination>\nCOPY [OPTIONS] ["<source>", … "<destination>"]',
  anchor: "copy",
  snippets: [
    { label: "COPY", body: "COPY ${1:source} ${2:destination}", summary: "Copy from the context" },
    {
      label: "COPY --from",
      body: "COPY --from=${1:stage} ${2:source} ${3:destination}",
      summary: "Copy from another stage or image",
    },
    {
      label: "COPY heredoc",
      body: "COPY <<EOF ${1:destination}\n${2:text}\nEOF",
      summary: "Write a file from text in the Dockerfile",
    },
  ],
  flags: [
    { name: "from", kind: "value", summary: "Copies from this stage, its number, or this image." },
    { name: "chown", kind: "value", summary: "Owner of the copied files: user[:group], names or numbers." },
    {
      name: "chmod",
      kind: "value",
      summary: "Permissions of the copied files, such as 755 or u=rwX,go=rX.",
      values: ["755", "644"],
    },
    {
      name: "link",
      kind: "boolean",
      summary: "Copies into a layer of its own that does not depend on what came before.",
    },
    { name: "parents", kind: "boolean", summary: "Keeps the folders of the sources." },
    { name: "exclude", kind: "list", summary: "Leaves out what matches this pattern." },
  ],
  parse: (input) => {
    const words = readCopyWords(input, "COPY");
    if (isMistake(words)) return words;
    const flags = readFlags(input, copyInstruction.flags);
    if (isMistake(flags)) return flags;
    const paths = readCopySources(input, "COPY", words);
    if (isMistake(paths)) return paths;
    const from = flags.word("from");
    const chown = flags.word("chown");
    const chmod = flags.word("chmod");
    return {
      ...baseOf(input, "COPY"),
      sources: paths.sources,
      destination: paths.destination,
      link: flags.boolean("link") ?? false,
      parents: flags.boolean("parents") ?? false,
      excludes: flags.words("exclude"),
      ...(from === undefined || from.raw === "" ? {} : { from }),
      ...(chown === undefined ? {} : { chown }),
      ...(chmod === undefined ? {} : { chmod }),
    };
  },
};
