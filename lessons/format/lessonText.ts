import type { Range } from "#contract/range.ts";
import { createLineIndex, type LineIndex } from "#dockerfile/syntax/lineIndex.ts";

/** A text of the lesson: where it stands, and what is in it. */
export interface LessonText {
  /** The file that it is in. */
  readonly file: string;
  readonly text: string;
  /** The range of the file between two offsets of the text. */
  rangeOf(start: number, end: number): Range;
}

export function fileText(file: string, text: string): LessonText {
  const lines: LineIndex = createLineIndex(text);
  return { file, text, rangeOf: (start, end) => lines.rangeOf(start, end) };
}

/** A text that is a value in another file: everything about it is at that value. */
export function inlineText(file: string, text: string, range: Range): LessonText {
  return { file, text, rangeOf: () => range };
}

export const FILE_START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
