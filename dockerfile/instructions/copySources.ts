import { type ArgumentWord, splitBlanks } from "../syntax/argumentWords.ts";
import { parseHeredocWord } from "../syntax/heredocMarker.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { CopySource, Word } from "./instruction.ts";
import { argumentsRange, type InstructionInput, instructionMistake, notStrings, wordAt } from "./instructionInput.ts";

/** The arguments of COPY and ADD, in either form; BuildKit counts them before it checks the flags. */
export function readCopyWords(input: InstructionInput, name: "COPY" | "ADD"): readonly ArgumentWord[] | Mistake {
  const { head } = input;
  const json = head.json();
  if (json.kind === "not-strings") return notStrings(input);
  const words = json.kind === "words" ? json.words : splitBlanks(head.line.text, head.rest.start, head.rest.end);
  if (words.length >= 2) return words;
  return instructionMistake(
    "arguments",
    `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
    argumentsRange(input),
    `Write ${name} source destination.`,
  );
}

/** Parts them into sources and destination. */
export function readCopySources(
  input: InstructionInput,
  name: "COPY" | "ADD",
  words: readonly ArgumentWord[],
): { readonly sources: readonly CopySource[]; readonly destination: Word } | Mistake {
  const { head, heredocs } = input;
  const destination = words[words.length - 1] ?? { text: "", start: 0, end: 0 };
  if (isHeredoc(destination.text)) {
    return instructionMistake(
      "heredoc",
      `${name} cannot accept a heredoc as a destination`,
      head.line.rangeOf(destination.start, destination.end),
    );
  }
  const sources = words.slice(0, -1).map((word): CopySource => {
    const marker = parseHeredocWord(word.text);
    if (marker === undefined || "error" in marker) return { kind: "path", path: wordAt(head, word) };
    // The last of several with one name wins, as in BuildKit.
    const heredoc = heredocs.findLast((candidate) => candidate.name === marker.name);
    const range = head.line.rangeOf(word.start, word.end);
    return { kind: "heredoc", heredoc: heredoc ?? { ...marker, body: "", rawBody: "", range } };
  });
  return { sources, destination: wordAt(head, destination) };
}

function isHeredoc(text: string): boolean {
  const word = parseHeredocWord(text);
  return word !== undefined && !("error" in word);
}
