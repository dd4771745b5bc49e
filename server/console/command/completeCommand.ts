import type { Command } from "./command.ts";
import type { FlagSpec, FlagSpecs } from "./flags.ts";
import { takesValue } from "./parseFlags.ts";
import type { Completion } from "./program.ts";

/** What the last word of a command may become: a flag, a flag's value, or an argument. */
export function completeCommand(
  { flags, args, stopsAtFirstArgument }: Command,
  before: readonly string[],
  partial: string,
): Completion {
  const { count, waiting, isOpen } = readSoFar(flags, before, stopsAtFirstArgument === true);
  if (waiting !== undefined) return waiting.completes ?? [];
  if (isOpen && partial.startsWith("-")) return flagNames(flags);
  const { completes } = args;
  if (args.max !== undefined && count >= args.max) return [];
  if (completes === undefined || typeof completes === "string") return completes ?? [];
  return completes[Math.min(count, completes.length - 1)] ?? [];
}

/** The arguments so far, the flag whose value comes next, and whether flags may still come. */
function readSoFar(flags: FlagSpecs, words: readonly string[], stopsAtFirstArgument: boolean) {
  let count = 0;
  let waiting: FlagSpec | undefined;
  let isOpen = true;
  for (const word of words) {
    if (waiting !== undefined) waiting = undefined;
    else if (isOpen && word === "--") isOpen = false;
    else if (isOpen && word.startsWith("-") && word !== "-") waiting = flagThatWaits(flags, word);
    else {
      count += 1;
      if (stopsAtFirstArgument) isOpen = false;
    }
  }
  return { count, waiting, isOpen };
}

/** The flag of a word whose value is the next word. */
function flagThatWaits(flags: FlagSpecs, word: string): FlagSpec | undefined {
  if (word.includes("=")) return undefined;
  const spec = word.startsWith("--")
    ? flags[word.slice(2)]
    : Object.values(flags).find(({ short }) => short === word.at(-1));
  return spec !== undefined && takesValue(spec) ? spec : undefined;
}

function flagNames(flags: FlagSpecs): string[] {
  const shown = Object.entries(flags).filter(([, spec]) => spec.hidden !== true && spec.kind !== "unsupported");
  return [...shown.map(([name]) => `--${name}`), "--help"].sort();
}
