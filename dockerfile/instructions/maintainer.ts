import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf, exactlyOne } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const maintainerInstruction: InstructionDefinition<"MAINTAINER"> = {
  name: "MAINTAINER",
  summary: "Names the author of the image. Deprecated: use a label.",
  usage: "MAINTAINER <name>",
  anchor: "maintainer",
  snippets: [
    {
      label: "MAINTAINER",
      body: 'LABEL org.opencontainers.image.authors="${1:name}"',
      summary: "Names the author of the image. Deprecated: use a label.",
    },
  ],
  flags: [],
  parse: (input) => {
    if (input.head.rest.text === "") return exactlyOne(input, "MAINTAINER");
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    return { ...baseOf(input, "MAINTAINER"), maintainer: input.head.rest.text };
  },
};
