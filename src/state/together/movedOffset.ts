import type { FlatEdit } from "./lineFeedText.ts";

/**
 * Where an offset is after edits, in order, by somebody else. What is inserted right at it goes to its right with `left`:
 * a caret stays behind what its person typed, and two people who type in one place don't mix their letters.
 */
export function movedOffset(offset: number, edits: readonly FlatEdit[], stays: "left" | "right"): number {
  let moved = offset;
  for (const { from, to, insert } of edits) {
    if (from > offset || (from === offset && (stays === "left" || to > from))) break;
    moved += to <= offset ? insert.length - (to - from) : from - offset;
    if (to > offset) break;
  }
  return moved;
}
