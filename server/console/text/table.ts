/** Least width of a column, and the spaces after its longest cell. */
const MIN_WIDTH = 10;
const PADDING = 3;

/** Text in columns: every cell but a line's last one is closed by a tab. */
export interface TableOptions {
  readonly minWidth?: number;
  readonly padding?: number;
}

/**
 * Lines with tabs, as Go's text/tabwriter prints them with the docker CLI's settings. A column is a run of neighboring
 * lines that have a cell there; each run has a width of its own.
 */
export function alignTabs(text: string, { minWidth = MIN_WIDTH, padding = PADDING }: TableOptions = {}): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const widths = lines.map((): number[] => []);
  alignColumn(lines, widths, 0, lines.length, 0, { minWidth, padding });
  return lines.map((cells, row) => cells.map((cell, column) => pad(cell, widths[row]?.[column])).join("")).join("\n");
}

function alignColumn(
  lines: readonly (readonly string[])[],
  widths: number[][],
  start: number,
  end: number,
  column: number,
  options: Required<TableOptions>,
): void {
  let row = start;
  while (row < end) {
    if (!isClosed(lines[row], column)) {
      row += 1;
      continue;
    }
    let last = row;
    while (last < end && isClosed(lines[last], column)) last += 1;
    const width = lines
      .slice(row, last)
      .reduce((widest, cells) => Math.max(widest, length(cells[column]) + options.padding), options.minWidth);
    for (let each = row; each < last; each += 1) widths[each]?.push(width);
    alignColumn(lines, widths, row, last, column + 1, options);
    row = last;
  }
}

/** A line's last cell belongs to no column. */
function isClosed(cells: readonly string[] | undefined, column: number): boolean {
  return cells !== undefined && column < cells.length - 1;
}

function length(cell = ""): number {
  return [...cell].length;
}

function pad(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + " ".repeat(width - length(cell));
}
