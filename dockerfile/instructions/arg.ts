import { splitQuoted } from "../syntax/argumentWords.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { atLeastOne, baseOf, instructionMistake, wordAt } from "./instructionInput.ts";

export const argInstruction: InstructionDefinition<"ARG"> = {
  name: "ARG",
  summary: "Declares a build argument, with an optional default.",
  usage: "ARG <name>[=<default>] [<name>[=<default>]…]",
  anchor: "arg",
  snippets: [{ label: "ARG", body: "ARG ${1:name}=${2:default}", summary: "Declare a build argument" }],
  flags: [],
  // BuildKit does not check the flags of ARG.
  parse: (input) => {
    const { head } = input;
    const words = splitQuoted(head.line.text, head.rest.start, head.rest.end, input.escape);
    if (words.length === 0) return atLeastOne(input, "ARG");
    const blank = words.find(({ text }) => text.startsWith("="));
    if (blank !== undefined) {
      return instructionMistake("arguments", "ARG names can not be blank", head.line.rangeOf(blank.start, blank.end));
    }
    const args = words.map((word) => {
      const cut = word.text.indexOf("=");
      if (cut === -1) return { key: wordAt(head, word) };
      return {
        key: wordAt(head, { text: word.text.slice(0, cut), start: word.start, end: word.start + cut }),
        value: wordAt(head, { text: word.text.slice(cut + 1), start: word.start + cut + 1, end: word.end }),
      };
    });
    return { ...baseOf(input, "ARG"), args };
  },
};
