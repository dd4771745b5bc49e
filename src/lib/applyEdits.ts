import type { TextEdit } from "#contract/diagnostic.ts";
import type { Position } from "#contract/range.ts";

/** Applies edits that don't overlap; of two at one place, the first stays first. Ranges are in UTF-16 code units, as in LSP. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offsetAt = ({ line, character }: Position) =>
    line >= starts.length ? text.length : Math.min((starts[line] ?? 0) + character, starts[line + 1] ?? text.length);
  const spans = edits
    .map(({ range, newText }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), newText }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of spans) {
    parts.push(text.slice(at, start), newText);
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}
