import { resolveWord } from "./resolveWord.ts";
import type { ShellCommand, ShellFlag, ShellWord } from "./shellScript.ts";

export function shellWord(text: string, start: number, end: number): ShellWord {
  const raw = text.slice(start, end);
  return { raw, ...resolveWord(raw), start, end };
}

/** The flags of a command's words. A lone `-` or `--` is not one. */
export function flagsOf(words: readonly ShellWord[]): ShellFlag[] {
  return words.flatMap((word): ShellFlag[] => {
    const { text } = word;
    if (!text.startsWith("-") || text === "-" || text === "--") return [];
    if (text.startsWith("--")) return [{ name: text.slice(2).replace(/=.*$/s, ""), word }];
    return [...text.slice(1)].map((name) => ({ name, word }));
  });
}

/** Whether it runs one of `names` and has one of `anyOf` among its words. */
export function runsWith(command: ShellCommand, names: readonly string[], anyOf: readonly string[]): boolean {
  return names.includes(command.name) && hasWord(command, anyOf);
}

export function hasWord({ words }: ShellCommand, anyOf: readonly string[]): boolean {
  return words.some(({ text }) => anyOf.includes(text));
}

export function hasFlag({ flags }: ShellCommand, ...names: readonly string[]): boolean {
  return flags.some(({ name }) => names.includes(name));
}

/** How often a flag is given: `-qq` gives q twice. */
export function countFlag({ flags }: ShellCommand, name: string): number {
  return flags.filter((flag) => flag.name === name).length;
}

/** The words that are no flags and no values of the flags named. */
export function operands({ words }: ShellCommand, withValue: readonly string[] = []): readonly ShellWord[] {
  return words.filter(({ text }, index) => {
    if (text.startsWith("-") && text !== "-") return false;
    const before = words[index - 1]?.text;
    return before === undefined || !takesNext(before, withValue);
  });
}

/** The values of a flag: `-u 5`, `-u5`, `--uid 5` and `--uid=5`. */
export function flagValues({ words }: ShellCommand, ...names: readonly string[]): readonly ShellWord[] {
  return words.flatMap((word, index) => {
    const { text } = word;
    const next = words[index + 1];
    if (takesNext(text, names)) return next === undefined ? [] : [next];
    const attached = names.map((name) => (name.length === 1 ? `-${name}` : `--${name}=`));
    const prefix = attached.find((each) => text.startsWith(each) && text.length > each.length);
    return prefix === undefined ? [] : [{ ...word, text: text.slice(prefix.length) }];
  });
}

function takesNext(flag: string, names: readonly string[]): boolean {
  if (flag.startsWith("--")) return names.includes(flag.slice(2));
  return flag.startsWith("-") && flag.length > 1 && names.includes(flag.slice(-1));
}
