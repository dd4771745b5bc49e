import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf, exactlyOne, restWord } from "./instructionInput.ts";

export const stopsignalInstruction: InstructionDefinition<"STOPSIGNAL"> = {
  name: "STOPSIGNAL",
  summary: "Sets the signal that stops a container.",
  usage: "STOPSIGNAL <signal>",
  anchor: "stopsignal",
  snippets: [
    { label: "STOPSIGNAL", body: "STOPSIGNAL ${1:SIGTERM}", summary: "Set the signal that stops a container" },
  ],
  flags: [],
  // BuildKit does not check the flags of STOPSIGNAL.
  parse: (input) => {
    if (input.head.rest.text === "") return exactlyOne(input, "STOPSIGNAL");
    return { ...baseOf(input, "STOPSIGNAL"), signal: restWord(input) };
  },
};
