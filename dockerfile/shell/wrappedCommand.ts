import type { ShellCommand } from "./shellScript.ts";
import { flagsOf } from "./shellWords.ts";

/** Programs that run the command in their words, and their flags that take a value. */
const WRAPPERS: Readonly<Record<string, string>> = {
  sudo: "ugpCrtTUDRh",
  env: "uSC",
  nice: "n",
  nohup: "",
  time: "fo",
  exec: "a",
  command: "",
  builtin: "",
  eatmydata: "",
};

/** The command that `sudo`, `env` and their like run. */
export function wrappedCommand(command: ShellCommand): ShellCommand | undefined {
  const withValue = Object.hasOwn(WRAPPERS, command.name) ? WRAPPERS[command.name] : undefined;
  if (withValue === undefined) return undefined;
  const { words } = command;
  let at = 0;
  for (let word = words[at]; word !== undefined; word = words[++at]) {
    const { text } = word;
    if (/^-[A-Za-z]$/.test(text) && withValue.includes(text.slice(1))) at++;
    else if (!text.startsWith("-") && !/^\w+=/.test(text)) break;
  }
  const [nameWord, ...rest] = words.slice(at);
  if (nameWord === undefined) return undefined;
  return {
    ...command,
    name: nameWord.constant ? nameWord.text : "",
    nameWord,
    words: rest,
    flags: flagsOf(rest),
    assignments: [],
    inside: [...command.inside, "wrapper"],
    start: nameWord.start,
  };
}
