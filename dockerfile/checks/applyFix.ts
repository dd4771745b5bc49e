import type { TextEdit } from "#contract/diagnostic.ts";
import { createLineIndex } from "../syntax/lineIndex.ts";

/** A text after the edits of a fix, which do not overlap. */
export function applyFix(
  text: string,
  { edits }: { readonly title?: string; readonly edits: readonly TextEdit[] },
): string {
  const lines = createLineIndex(text);
  const places = edits.map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));
  return places
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}
