import { isMistake } from "../syntax/mistake.ts";
import { readCopySources, readCopyWords } from "./copySources.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const copyInstruction: InstructionDefinition<"COPY"> = {
  name: "COPY",
  summary: "Copies files and folders from the context, another stage, or an image.",
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
      summary: "Create a file from text in the Dockerfile",
    },
  ],
  flags: [
    { name: "from", kind: "value", summary: "Stage (name or number) or image to copy from." },
    { name: "chown", kind: "value", summary: "Owner of the files: user[:group], names or numbers." },
    {
      name: "chmod",
      kind: "value",
      summary: "Permissions of the files, such as 755 or u=rwX,go=rX.",
      values: ["755", "644"],
    },
    {
      name: "link",
      kind: "boolean",
      summary: "Copies files into a separate layer, independent of earlier steps.",
    },
    { name: "parents", kind: "boolean", summary: "Keeps the parent folders of the sources." },
    { name: "exclude", kind: "list", summary: "Excludes files that match this pattern." },
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
