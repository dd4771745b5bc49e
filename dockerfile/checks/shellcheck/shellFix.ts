import type { Fix, TextEdit } from "#contract/diagnostic.ts";
import type { ShellReplacement } from "../../shell/shellComment.ts";
import type { CheckedScript } from "./checkedScript.ts";
import type { ShellFinding } from "./joinParseErrors.ts";

/** ShellCheck's own fix as edits of the Dockerfile; undefined if there is none, or it can't be made here. */
export function shellFix(script: CheckedScript, { code, replacements }: ShellFinding): Fix | undefined {
  const edits = replacements.map((replacement) => editOf(script, replacement));
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length === 0 || known.length < edits.length || unescapes(script, replacements)) return undefined;
  return { title: titleOf(code, replacements), edits: known };
}

/**
 * Between backticks a backslash is read once more: with one in it, the command in `$(…)` would be another, and ShellCheck
 * counts its columns without it.
 */
function unescapes({ text }: CheckedScript, replacements: readonly ShellReplacement[]): boolean {
  const start = Math.min(...replacements.map(({ from }) => from));
  const end = Math.max(...replacements.map(({ to }) => to));
  const ticks = [...text.matchAll(/\\.|`/gs)].flatMap(({ 0: what, index }) => (what === "`" ? [index] : []));
  return ticks.some((from, nth) => {
    const to = ticks[nth + 1];
    if (nth % 2 === 1 || to === undefined || end < from || to < start) return false;
    return text.slice(from, to).includes("\\");
  });
}

function editOf(script: CheckedScript, { from, to, text }: ShellReplacement): TextEdit | undefined {
  // A joined script has no lines: a line break would end the RUN.
  if (from < script.start || (script.joined && text.includes("\n"))) return undefined;
  if (from === to) return { range: pointAt(script, from), newText: text };
  const range = script.rangeOf(from, to);
  // The replaced text continues after a continuation or a comment, which should stay.
  if (script.joined && range.start.line !== range.end.line) return undefined;
  return { range, newText: text };
}

/** Beside the character that it belongs to, so that a quote does not end up behind a continuation. */
function pointAt(script: CheckedScript, at: number): TextEdit["range"] {
  const isBlank = (index: number): boolean => /^\s?$/.test(script.text.charAt(index));
  if (at <= script.start || isBlank(at - 1) || !isBlank(at)) return script.rangeOf(at, at);
  const { end } = script.rangeOf(at - 1, at);
  return { start: end, end };
}

function titleOf(code: string, replacements: readonly ShellReplacement[]): string {
  const texts = replacements.map(({ text }) => text);
  if (texts.length > 1 && texts.every((text) => text === '"')) return "Put it in double quotes";
  if (texts.join("") === "$()") return "Write $(…)";
  const [only, ...more] = replacements;
  const isShort = only !== undefined && more.length === 0 && only.text.length <= 30 && !/\n/.test(only.text);
  if (!isShort) return `Mend ${code} as ShellCheck does`;
  const isInsertion = only.from === only.to;
  const words = only.text.trim();
  if (words === "") return isInsertion ? "Insert a space" : "Remove it";
  return isInsertion ? `Insert ${words}` : `Write ${words}`;
}
