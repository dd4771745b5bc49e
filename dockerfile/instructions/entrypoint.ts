import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { readCommand } from "./readCommand.ts";
import { readFlags } from "./readFlags.ts";

export const entrypointInstruction: InstructionDefinition<"ENTRYPOINT"> = {
  name: "ENTRYPOINT",
  summary: "Sets the program a container always runs.",
  usage: 'ENTRYPOINT ["<program>", "<argument>", …]\nENTRYPOINT <command line>',
  anchor: "entrypoint",
  snippets: [
    {
      label: "ENTRYPOINT",
      body: 'ENTRYPOINT ["${1:program}", "${2:argument}"]',
      summary: "Sets the program a container always runs.",
    },
  ],
  flags: [],
  parse: (input) => {
    const command = readCommand(input);
    if (isMistake(command)) return command;
    const flags = readFlags(input, []);
    return isMistake(flags) ? flags : { ...baseOf(input, "ENTRYPOINT"), command };
  },
};
