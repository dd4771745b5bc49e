import { goQuote } from "../go/goFormat.ts";
import { afterBlanks, blankAt, splitQuoted } from "../syntax/argumentWords.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { KeyValue } from "./instruction.ts";
import { atLeastOne, type InstructionInput, instructionMistake, syntaxMistake, wordAt } from "./instructionInput.ts";

/** The pairs of ENV and LABEL; the old form `KEY value` has one (BuildKit's `parseNameVal`). */
export function readKeyValuePairs(input: InstructionInput, name: "ENV" | "LABEL"): readonly KeyValue[] | Mistake {
  const { head } = input;
  const { start, end } = head.rest;
  const text = head.line.text;
  const words = splitQuoted(text, start, end, input.escape);
  const [first] = words;
  if (first === undefined) return [];
  if (!first.text.includes("=")) return legacyPair(input, name);
  const pairs: KeyValue[] = [];
  for (const word of words) {
    const cut = word.text.indexOf("=");
    if (cut === -1) {
      return syntaxMistake(
        "arguments",
        `Syntax error - can't find = in ${goQuote(word.text)}. Must be of the form: name=value`,
        head.line.rangeOf(word.start, word.end),
        "Put a value with spaces into double quotes.",
      );
    }
    const key = { text: word.text.slice(0, cut), start: word.start, end: word.start + cut };
    const value = { text: word.text.slice(cut + 1), start: word.start + cut + 1, end: word.end };
    pairs.push({ key: wordAt(head, key), value: wordAt(head, value) });
  }
  return pairs;
}

function legacyPair(input: InstructionInput, name: string): readonly KeyValue[] | Mistake {
  const { head } = input;
  const text = head.line.text;
  const { start, end } = head.rest;
  const keyEnd = blankAt(text, start, end);
  if (keyEnd === end) {
    return syntaxMistake(
      "arguments",
      `${name} must have two arguments`,
      head.line.rangeOf(start, end),
      `Write ${name} ${text.slice(start, end)}=value.`,
    );
  }
  const valueStart = afterBlanks(text, keyEnd, end);
  const key = { text: text.slice(start, keyEnd), start, end: keyEnd };
  const value = { text: text.slice(valueStart, end), start: valueStart, end };
  return [{ key: wordAt(head, key), value: wordAt(head, value), legacy: true }];
}

/** What BuildKit asks of the pairs once all of the text is read. */
export function checkPairs(input: InstructionInput, name: string, pairs: readonly KeyValue[]): Mistake | undefined {
  if (pairs.length === 0) return atLeastOne(input, name);
  const blank = pairs.find(({ key }) => key.raw === "");
  if (blank === undefined) return undefined;
  return instructionMistake("arguments", `${name} names can not be blank`, blank.value.range);
}
