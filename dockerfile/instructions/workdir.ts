import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf, exactlyOne, restWord } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const workdirInstruction: InstructionDefinition<"WORKDIR"> = {
  name: "WORKDIR",
  summary: "Sets the working directory for later instructions and containers, and creates it.",
  usage: "WORKDIR <path>",
  anchor: "workdir",
  snippets: [
    {
      label: "WORKDIR",
      body: "WORKDIR ${1:/app}",
      summary: "Sets the working directory for later instructions and containers, and creates it.",
    },
  ],
  flags: [],
  parse: (input) => {
    if (input.head.rest.text === "") return exactlyOne(input, "WORKDIR");
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    return { ...baseOf(input, "WORKDIR"), path: restWord(input) };
  },
};
