/**
 * A place in a script as ShellCheck counts: lines and columns from 1, the end exclusive, a character beyond the BMP is one
 * column, a tab advances to the next multiple of eight.
 */
export interface ShellSpan {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** How wide ShellCheck takes a tab to be. */
const TAB = 8;

/** Indices (UTF-16 code units) into a script, the end exclusive. */
export interface ScriptPlace {
  readonly from: number;
  readonly to: number;
}

/** Turns ShellCheck's lines and columns into indices; places beyond a line or the text are at its end. */
export function createPlaceFinder(text: string): (span: ShellSpan) => ScriptPlace {
  const lines = text.split("\n");
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  const columns = new Map<number, readonly number[]>();
  const indexOf = (line: number, column: number): number => {
    const content = lines[line - 1];
    const lineStart = starts[line - 1];
    if (content === undefined || lineStart === undefined) return line < 1 ? 0 : text.length;
    const known = columns.get(line) ?? columnIndices(content);
    columns.set(line, known);
    return lineStart + (known[Math.max(column, 1) - 1] ?? content.length);
  };
  return ({ line, column, endLine, endColumn }) => {
    const from = indexOf(line, column);
    return { from, to: Math.max(from, indexOf(endLine, endColumn)) };
  };
}

/** The index in a line of each of its columns. */
function columnIndices(line: string): readonly number[] {
  const indices: number[] = [];
  let index = 0;
  for (const character of line) {
    const width = character === "\t" ? TAB - (indices.length % TAB) : 1;
    for (let column = 0; column < width; column++) indices.push(index);
    index += character.length;
  }
  return indices;
}
