import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { checkPairs, readKeyValuePairs } from "./keyValuePairs.ts";
import { readFlags } from "./readFlags.ts";

export const labelInstruction: InstructionDefinition<"LABEL"> = {
  name: "LABEL",
  summary: "Adds metadata to the image as key-value pairs.",
  usage: "LABEL <key>=<value> [<key>=<value>…]",
  anchor: "label",
  snippets: [
    { label: "LABEL", body: "LABEL ${1:key}=${2:value}", summary: "Adds metadata to the image as key-value pairs." },
  ],
  flags: [],
  parse: (input) => {
    const pairs = readKeyValuePairs(input, "LABEL");
    if (isMistake(pairs)) return pairs;
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    return checkPairs(input, "LABEL", pairs) ?? { ...baseOf(input, "LABEL"), pairs };
  },
};
