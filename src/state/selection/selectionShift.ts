import type { Range } from "#contract/range.ts";
import { lineDiff } from "../../lib/lineDiff.ts";

/** Zero-based lines of the editor, both included. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Maps lines of the built text to the current text; undefined if they changed. */
export type LineShift = (built: LineSpan) => LineSpan | undefined;

export const sameLines: LineShift = (span) => span;
/** Of a text that isn't known, no line is known to be the same. */
export const noLines: LineShift = () => undefined;

/** Pairs of lines to compare on every keystroke: beyond, everything between the first edit and the last has no place. */
const MOST_PAIRS = 40_000;

/** Follows lines through edits made since the build. Only lines whose text is still the one that was built have a place. */
export function lineShift(built: string | undefined, now: string | undefined): LineShift {
  if (built === undefined || now === undefined) return noLines;
  if (built === now) return sameLines;
  const places = placesOf(built, now);
  return ({ start, end }) => {
    const first = places[start];
    if (first === undefined) return undefined;
    for (let line = start + 1; line <= end; line += 1) if (places[line] !== first + line - start) return undefined;
    return { start: first, end: first + end - start };
  };
}

/** The current place of each line of the built text; undefined if it is gone. */
function placesOf(built: string, now: string): (number | undefined)[] {
  const places: (number | undefined)[] = [];
  let line = 0;
  for (const { kind } of lineDiff(built, now, MOST_PAIRS)) {
    if (kind === "same") places.push(line);
    if (kind === "left") places.push(undefined);
    else line += 1;
  }
  return places;
}

export function spanOf({ start, end }: Range): LineSpan {
  // An exclusive end at the very start of a line does not touch that line.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { start: start.line, end: last };
}
