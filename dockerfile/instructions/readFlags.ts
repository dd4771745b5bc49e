import type { FlagToken } from "../syntax/flag.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import type { Word } from "./instruction.ts";
import type { FlagDefinition } from "./instructionDefinition.ts";
import { type InstructionInput, instructionMistake, withFix } from "./instructionInput.ts";

/** The flags of a statement by name. A boolean one's word is "true" or "false". */
export interface Flags {
  word(name: string): Word | undefined;
  words(name: string): readonly Word[];
  boolean(name: string): boolean | undefined;
}

const NO_FLAGS: Flags = { word: () => undefined, words: () => [], boolean: () => undefined };

/** BuildKit's `BFlags.Parse`: unknown, doubled and badly valued flags are mistakes. */
export function readFlags(input: InstructionInput, definitions: readonly FlagDefinition[]): Flags | Mistake {
  if (input.head.flags.length === 0) return NO_FLAGS;
  const found = new Map<string, Word[]>();
  for (const token of input.head.flags) {
    const definition = definitions.find(({ name }) => name === token.name);
    if (definition === undefined) return unknownFlag(input, token, definitions);
    const words = found.get(token.name) ?? [];
    const value = flagValue(token, definition);
    const range = input.head.line.rangeOf(token.start, token.end);
    if (words.length > 0 && definition.kind !== "list") {
      return instructionMistake("flag", `duplicate flag specified: --${token.name}`, range);
    }
    if ("mistake" in value) return instructionMistake("flag", value.mistake, range);
    words.push({ raw: value.text, range: input.head.line.rangeOf(token.valueStart, token.end) });
    found.set(token.name, words);
  }
  return {
    word: (name) => found.get(name)?.[0],
    words: (name) => found.get(name) ?? [],
    boolean: (name) => {
      const raw = found.get(name)?.[0]?.raw;
      return raw === undefined ? undefined : raw === "true";
    },
  };
}

function flagValue(
  { name, value }: FlagToken,
  { kind }: FlagDefinition,
): { readonly text: string } | { readonly mistake: string } {
  if (kind === "boolean") {
    if (value === undefined) return { text: "true" };
    const lower = value.toLowerCase();
    if (lower === "") return { mistake: `missing a value on flag: --${name}` };
    if (lower === "true" || lower === "false") return { text: lower };
    return { mistake: `expecting boolean value for flag --${name}, not: ${value}` };
  }
  return value === undefined ? { mistake: `missing a value on flag: --${name}` } : { text: value };
}

function unknownFlag(input: InstructionInput, token: FlagToken, definitions: readonly FlagDefinition[]): Mistake {
  const { line } = input.head;
  const names = definitions.map(({ name }) => name);
  const near = nearestOption(token.name, names);
  const mistake = instructionMistake(
    "flag",
    withSuggestion(`unknown flag: --${token.name}`, near),
    line.rangeOf(token.start, token.end),
    names.length === 0
      ? "This instruction takes no flags."
      : `It takes ${names.map((name) => `--${name}`).join(", ")}.`,
  );
  // Quotes in the flag would be lost: then a person must change it.
  const nameEnd = token.start + token.name.length + 2;
  const isPlain = line.text.slice(token.start, nameEnd) === `--${token.name}`;
  return isPlain && near !== undefined ? withFix(mistake, `--${near}`, line.rangeOf(token.start, nameEnd)) : mistake;
}
