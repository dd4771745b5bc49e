import type { TextEdit } from "#contract/diagnostic.ts";

/** Edits that make comments of the lines from `first` to `last`, or lines of comments where all of them are. Blank lines stay. */
export function toggleComment(text: string, first: number, last: number): readonly TextEdit[] {
  const lines = text.split("\n").slice(first, last + 1);
  const filled = lines.flatMap((line, index) => (line.trim() === "" ? [] : [{ line, number: first + index }]));
  const isComment = (line: string): boolean => line.trimStart().startsWith("#");
  if (filled.length > 0 && filled.every(({ line }) => isComment(line))) {
    return filled.map(({ line, number }) => {
      const start = line.indexOf("#");
      const end = line[start + 1] === " " ? start + 2 : start + 1;
      return editOf(number, start, end, "");
    });
  }
  // All in one column, so that what is nested stays so.
  const column = Math.min(...filled.map(({ line }) => line.length - line.trimStart().length));
  return filled.map(({ number }) => editOf(number, column, column, "# "));
}

function editOf(line: number, start: number, end: number, newText: string): TextEdit {
  return { range: { start: { line, character: start }, end: { line, character: end } }, newText };
}
