import type { ShellCommand, ShellWord } from "../../shell/shellScript.ts";

/** The first of a command's words that is one of `texts`; its name where none is. */
export function wordOf({ words, nameWord }: ShellCommand, texts: readonly string[]): ShellWord {
  return words.find(({ text }) => texts.includes(text)) ?? nameWord;
}
