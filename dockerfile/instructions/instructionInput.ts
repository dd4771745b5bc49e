import type { Range } from "#contract/range.ts";
import type { ArgumentWord } from "../syntax/argumentWords.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { StatementHead } from "../syntax/statement.ts";
import type { Heredoc, Word } from "./instruction.ts";

/** A statement on its way to a typed instruction. */
export interface InstructionInput {
  readonly head: StatementHead;
  readonly heredocs: readonly Heredoc[];
  readonly escape: "\\" | "`";
  /** The whole statement. */
  readonly range: Range;
  readonly original: string;
}

/** The fields that every instruction has. */
export function baseOf<Name extends string>(
  { head, range, original }: InstructionInput,
  name: Name,
): { readonly name: Name; readonly range: Range; readonly original: string; readonly keyword: Word } {
  return { name, range, original, keyword: wordAt(head, head.keyword) };
}

export function wordAt({ line }: StatementHead, { text, start, end }: ArgumentWord): Word {
  return { raw: text, range: line.rangeOf(start, end) };
}

/** The arguments as one word. */
export function restWord({ head }: InstructionInput): Word {
  return wordAt(head, head.rest);
}

/** Where to point when something is missing: the arguments, or the keyword if there are none. */
export function argumentsRange({ head }: InstructionInput): Range {
  const { line, rest, keyword } = head;
  return rest.text === "" ? line.rangeOf(keyword.start, keyword.end) : line.rangeOf(rest.start, rest.end);
}

export function syntaxMistake(code: string, message: string, range: Range, next?: string): Mistake {
  return { kind: "mistake", phase: "syntax", code, message, range, ...(next === undefined ? {} : { next }) };
}

export function instructionMistake(code: string, message: string, range: Range, next?: string): Mistake {
  return { kind: "mistake", phase: "instruction", code, message, range, ...(next === undefined ? {} : { next }) };
}

/** A mistake that BuildKit finds only when it runs through the stages. */
export function stageMistake(code: string, message: string, range: Range, next?: string): Mistake {
  return { kind: "mistake", phase: "stage", code, message, range, ...(next === undefined ? {} : { next }) };
}

/** The same mistake, with the change that it seems to need. */
export function withFix(mistake: Mistake, newText: string | undefined, range: Range = mistake.range): Mistake {
  if (newText === undefined) return mistake;
  return { ...mistake, fix: { title: `Change it to ${newText}`, edits: [{ range, newText }] } };
}

export function exactlyOne(input: InstructionInput, name: string): Mistake {
  return instructionMistake("arguments", `${name} requires exactly one argument`, argumentsRange(input));
}

export function atLeastOne(input: InstructionInput, name: string): Mistake {
  return instructionMistake("arguments", `${name} requires at least one argument`, argumentsRange(input));
}

export function notStrings(input: InstructionInput): Mistake {
  return syntaxMistake(
    "json",
    "when using JSON array syntax, arrays must be comprised of strings only",
    argumentsRange(input),
    "Put each element into double quotes.",
  );
}
