export interface Cell {
  /** With colors. */
  readonly shown: string;
  /** Characters it takes. */
  readonly width: number;
}

const GAP = 2;

/** Cells in as few lines as fit, column by column, as `ls` prints them. */
export function inColumns(cells: readonly Cell[], columns: number): string {
  for (let rows = 1; rows < cells.length; rows++) {
    const widths = columnWidths(cells, rows);
    const total = widths.reduce((sum, width) => sum + width + GAP, -GAP);
    if (total <= columns) return layOut(cells, rows, widths);
  }
  return cells.map(({ shown }) => `${shown}\n`).join("");
}

function columnWidths(cells: readonly Cell[], rows: number): number[] {
  const widths: number[] = [];
  for (let at = 0; at < cells.length; at += rows) {
    widths.push(Math.max(...cells.slice(at, at + rows).map(({ width }) => width)));
  }
  return widths;
}

function layOut(cells: readonly Cell[], rows: number, widths: readonly number[]): string {
  let text = "";
  for (let row = 0; row < rows; row++) {
    const inRow = cells.filter((_, index) => index % rows === row);
    const padded = inRow.map(({ shown, width }, column) =>
      column === inRow.length - 1 ? shown : shown + " ".repeat((widths[column] ?? 0) - width + GAP),
    );
    text += `${padded.join("")}\n`;
  }
  return text;
}
