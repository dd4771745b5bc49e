import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf } from "./instructionInput.ts";
import { readCommand } from "./readCommand.ts";
import { readFlags } from "./readFlags.ts";

export const cmdInstruction: InstructionDefinition<"CMD"> = {
  name: "CMD",
  summary: "Sets the default command of a container, or the default arguments of its ENTRYPOINT.",
  usage: 'CMD ["<program>", "<argument>", …]\nCMD <command line>',
  anchor: "cmd",
  snippets: [
    {
      label: "CMD",
      body: 'CMD ["${1:program}", "${2:argument}"]',
      summary: "Sets the default command of a container, or the default arguments of its ENTRYPOINT.",
    },
  ],
  flags: [],
  parse: (input) => {
    const command = readCommand(input);
    if (isMistake(command)) return command;
    const flags = readFlags(input, []);
    return isMistake(flags) ? flags : { ...baseOf(input, "CMD"), command };
  },
};
