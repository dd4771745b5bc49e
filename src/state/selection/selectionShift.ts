/** Zero-based lines of the editor, both included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Maps lines of the built text to the current text; undefined if they changed. */
export type LineShift = (built: LineSpan) => LineSpan | undefined;

export const sameLines: LineShift = (span) => span;

/**
 * Follows lines through edits made since the build: lines before and after the change keep their link, shifted. A single
 * changed region is usually all a person makes between two builds, and it is never wrong.
 */
export function lineShift(built: string, now: string): LineShift {
  return shiftOf(built, now, true);
}

/** Like `lineShift`, but an instruction whose own text changed has no place: what was measured was not this text. */
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
    // The statement itself was edited: still the same one if no line was added or removed in it.
    if (followsEdited && delta === 0) return { start, end };
    return undefined;
  };
}
