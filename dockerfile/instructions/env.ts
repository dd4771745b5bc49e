import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { checkPairs, readKeyValuePairs } from "./keyValuePairs.ts";
import { readFlags } from "./readFlags.ts";

export const envInstruction: InstructionDefinition<"ENV"> = {
  name: "ENV",
  summary: "Sets environment variables for later instructions and containers.",
  usage: "ENV <key>=<value> [<key>=<value>…]",
  anchor: "env",
  snippets: [
    {
      label: "ENV",
      body: "ENV ${1:key}=${2:value}",
      summary: "Sets environment variables for later instructions and containers.",
    },
  ],
  flags: [],
  parse: (input) => {
    const pairs = readKeyValuePairs(input, "ENV");
    if (isMistake(pairs)) return pairs;
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    return checkPairs(input, "ENV", pairs) ?? { ...baseOf(input, "ENV"), pairs };
  },
};
