import type { Position, Range } from "#contract/range.ts";

/** Offsets (UTF-16 code units) to LSP positions and back. Lines end with `\n`; a `\r` before it belongs to the line. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line; the text's length beyond the last. */
  lineStart(line: number): number;
  lineOf(offset: number): number;
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  rangeOf(start: number, end: number): Range;
}

export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);

  const lineStart = (line: number): number => starts[line] ?? text.length;

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lineStart(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const positionAt = (offset: number): Position => {
    const line = lineOf(offset);
    return { line, character: offset - lineStart(line) };
  };

  return {
    lineCount: starts.length,
    lineStart,
    lineOf,
    positionAt,
    offsetAt: ({ line, character }) => {
      if (line >= starts.length) return text.length;
      return Math.min(lineStart(line) + character, lineStart(line + 1));
    },
    rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }),
  };
}
