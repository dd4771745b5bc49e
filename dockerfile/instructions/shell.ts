import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { argumentsRange, atLeastOne, baseOf, instructionMistake, notStrings } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const shellInstruction: InstructionDefinition<"SHELL"> = {
  name: "SHELL",
  summary: "Sets the shell for the shell forms of RUN, CMD, and ENTRYPOINT.",
  usage: 'SHELL ["<program>", "<argument>", …]',
  anchor: "shell",
  snippets: [
    { label: "SHELL", body: 'SHELL ["${1:/bin/bash}", "${2:-c}"]', summary: "Set the shell" },
    {
      label: "SHELL pipefail",
      body: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      summary: "Make a pipe fail if any of its commands fails",
    },
  ],
  flags: [],
  parse: (input) => {
    const { head } = input;
    const json = head.json();
    if (json.kind === "not-strings") return notStrings(input);
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    if (head.rest.text === "" || (json.kind === "words" && json.words.length === 0)) return atLeastOne(input, "SHELL");
    if (json.kind === "words") return { ...baseOf(input, "SHELL"), shell: json.words.map(({ text }) => text) };
    return instructionMistake(
      "json",
      "SHELL requires the arguments to be in JSON form",
      argumentsRange(input),
      'Write it as a JSON array, such as SHELL ["/bin/bash", "-c"]; a backslash in it is doubled.',
    );
  },
};
