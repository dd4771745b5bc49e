import type { Fix } from "#contract/diagnostic.ts";
import type { Word } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";

const SHORT = 2;

/** Replaces the name in `$name` or `${name` in a word. */
export function renameVariableFix(
  { syntax }: Dockerfile,
  { range }: Pick<Word, "range">,
  name: string,
  newName: string,
): readonly Fix[] {
  // Names this short are all near each other. BuildKit takes any name for an ARG, but none behind a `$`.
  if (Math.max(name.length, newName.length) <= SHORT || !/^[A-Za-z_]\w*$/.test(newName)) return [];
  const { lines, text } = syntax;
  const start = lines.offsetAt(range.start);
  const end = lines.offsetAt(range.end);
  const edits: Fix["edits"] = [];
  for (let at = text.indexOf(name, start); at !== -1 && at < end; at = text.indexOf(name, at + 1)) {
    const before = text.slice(Math.max(start, at - 2), at);
    const after = text.charAt(at + name.length);
    if ((before.endsWith("$") || before.endsWith("${")) && !/[A-Za-z0-9_]/.test(after)) {
      edits.push({ range: lines.rangeOf(at, at + name.length), newText: newName });
    }
  }
  return edits.length === 0 ? [] : [{ title: `Change it to ${newName}`, edits }];
}
