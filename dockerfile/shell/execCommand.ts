import type { StatementHead } from "../syntax/statement.ts";
import type { ShellScript, ShellWord } from "./shellScript.ts";
import { flagsOf } from "./shellWords.ts";

/** A JSON array as a single command. Its words are in their quotes. */
export function execCommand(head: StatementHead, text: string): ShellScript {
  const json = head.json();
  const words = json.kind === "words" ? json.words : [];
  const [nameWord, ...rest] = words.map(
    (word): ShellWord => ({
      raw: head.line.text.slice(word.start, word.end),
      text: word.text,
      constant: true,
      start: word.start - head.rest.start,
      end: word.end - head.rest.start,
    }),
  );
  if (nameWord === undefined) return { text, commands: [], pipelines: [], tokens: [], wrong: false };
  const { start } = nameWord;
  const command = {
    name: nameWord.text,
    nameWord,
    words: rest,
    flags: flagsOf(rest),
    assignments: [],
    redirects: [],
    joinedBy: undefined,
    inside: [],
    start,
    end: (rest[rest.length - 1] ?? nameWord).end,
  };
  return { text, commands: [command], pipelines: [], tokens: [], wrong: false };
}
