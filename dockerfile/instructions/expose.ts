import { splitBlanks } from "../syntax/argumentWords.ts";
import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { atLeastOne, baseOf, wordAt } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const exposeInstruction: InstructionDefinition<"EXPOSE"> = {
  name: "EXPOSE",
  summary: "Documents the ports a container listens on. It publishes none.",
  usage: "EXPOSE <port>[/<protocol>] [<port>[/<protocol>]…]",
  anchor: "expose",
  snippets: [{ label: "EXPOSE", body: "EXPOSE ${1:8080}", summary: "Document a port" }],
  flags: [],
  parse: (input) => {
    const { head } = input;
    const words = splitBlanks(head.line.text, head.rest.start, head.rest.end);
    if (words.length === 0) return atLeastOne(input, "EXPOSE");
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    // BuildKit sorts them before it expands them, and that is their order in the history.
    const sorted = words.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
    return { ...baseOf(input, "EXPOSE"), ports: sorted.map((word) => wordAt(head, word)) };
  },
};
