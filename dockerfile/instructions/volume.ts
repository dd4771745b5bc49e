import { trimGoSpace } from "../go/goSpace.ts";
import { splitBlanks } from "../syntax/argumentWords.ts";
import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { atLeastOne, baseOf, instructionMistake, notStrings, wordAt } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

export const volumeInstruction: InstructionDefinition<"VOLUME"> = {
  name: "VOLUME",
  summary: "Marks folders whose content is kept outside the container's layers.",
  usage: 'VOLUME <path> [<path>…]\nVOLUME ["<path>", …]',
  anchor: "volume",
  snippets: [{ label: "VOLUME", body: 'VOLUME ["${1:/data}"]', summary: "Mark a folder as a volume" }],
  flags: [],
  parse: (input) => {
    const { head } = input;
    const json = head.json();
    if (json.kind === "not-strings") return notStrings(input);
    const words = json.kind === "words" ? json.words : splitBlanks(head.line.text, head.rest.start, head.rest.end);
    if (words.length === 0) return atLeastOne(input, "VOLUME");
    const flags = readFlags(input, []);
    if (isMistake(flags)) return flags;
    const trimmed = words.map((word) => ({ ...word, text: trimGoSpace(word.text) }));
    const empty = trimmed.find(({ text }) => text === "");
    if (empty !== undefined) {
      const range = head.line.rangeOf(empty.start, empty.end);
      return instructionMistake("arguments", "VOLUME specified can not be an empty string", range);
    }
    return { ...baseOf(input, "VOLUME"), paths: trimmed.map((word) => wordAt(head, word)) };
  },
};
