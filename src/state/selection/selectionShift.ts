/** Zero-based lines of the editor, both included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Where lines of the text that was built stand in the text as it is now; undefined where they were changed. */
export type LineShift = (built: LineSpan) => LineSpan | undefined;

export const sameLines: LineShift = (span) => span;

/**
 * Follows lines through edits made since the build: lines before and after what changed keep their link, shifted.
 * One changed stretch is enough: it is what a person has between two builds, mostly, and it never lies.
 */
export function lineShift(built: string, now: string): LineShift {
  return shiftOf(built, now, true);
}

/** As `lineShift`, but an instruction whose own text was changed has no place any more: what was measured is not of it. */
export function unchangedLines(built: string, now: string): LineShift {
  return shiftOf(built, now, false);
}

function shiftOf(built: string, now: string, followsEdited: boolean): LineShift {
  if (built === now) return sameLines;
  const before = built.split("\n");
  const after = now.split("\n");
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const delta = after.length - before.length;
  const tailStart = before.length - tail;
  return ({ start, end }) => {
    if (end < head) return { start, end };
    if (start >= tailStart) return { start: start + delta, end: end + delta };
    // The statement itself was edited: still the same one where no line came or went inside it.
    if (followsEdited && delta === 0) return { start, end };
    return undefined;
  };
}
