import type { Range } from "#contract/range.ts";
import type { LineIndex } from "./lineIndex.ts";

/**
 * A statement with its continuation lines joined and comments dropped, as BuildKit reads it, and the way back to the text.
 * Indices are into `text`; offsets are into the document.
 */
export interface LogicalLine {
  readonly text: string;
  offsetOf(index: number): number;
  /** The index of a place in the document; the end of the line before it where comments or blank lines stand there. */
  indexAt(offset: number): number;
  rangeOf(start: number, end: number): Range;
}

/** A run of characters that stand together in the document. */
export interface Segment {
  readonly index: number;
  readonly offset: number;
}

export function createLogicalLine(text: string, segments: readonly Segment[], lines: LineIndex): LogicalLine {
  const offsetOf = (index: number): number => {
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((segments[middle]?.index ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low];
    return segment === undefined ? 0 : segment.offset + (index - segment.index);
  };
  // The end is taken from the last character, so that a range does not reach into the next line's indentation.
  const rangeOf = (start: number, end: number): Range => {
    const from = offsetOf(start);
    return lines.rangeOf(from, end > start ? offsetOf(end - 1) + 1 : from);
  };
  const indexAt = (offset: number): number => {
    const segment = segments.findLast((candidate) => candidate.offset <= offset);
    if (segment === undefined) return 0;
    const next = segments[segments.indexOf(segment) + 1]?.index ?? text.length;
    return Math.min(segment.index + offset - segment.offset, next);
  };
  return { text, offsetOf, indexAt, rangeOf };
}
