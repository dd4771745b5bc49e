import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf, exactlyOne, restWord } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const userInstruction: InstructionDefinition<"USER"> = {
  name: "USER",
  summary: "Sets the user, and optionally the group, for later instructions and containers.",
  usage: "USER <user>[:<group>]",
  anchor: "user",
  snippets: [
    {
      label: "USER",
      body: "USER ${1:user}",
      summary: "Sets the user, and optionally the group, for later instructions and containers.",
    },
  ],
  flags: [],
  parse: (input) => {
    if (input.head.rest.text === "") return exactlyOne(input, "USER");
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    return { ...baseOf(input, "USER"), user: restWord(input) };
  },
};
