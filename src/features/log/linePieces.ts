import type { AnsiSpan, AnsiStyle } from "./ansi.ts";
import { splitByQuery } from "./logMatches.ts";

/** A part of a line in one style, found or not. */
export interface LinePiece {
  readonly text: string;
  readonly style: AnsiStyle;
  /** True if it is what somebody looks for. */
  readonly found: boolean;
}

export function piecesOf(spans: readonly AnsiSpan[], query: string): LinePiece[] {
  return spans.flatMap(({ text, style }) =>
    splitByQuery(text, query).map((piece, index) => ({ text: piece, style, found: index % 2 === 1 })),
  );
}

/** The pieces of each row. `breaks` are the places in the text where rows but the first begin. */
export function rowsOfPieces(pieces: readonly LinePiece[], breaks: readonly number[]): LinePiece[][] {
  const rows: LinePiece[][] = [[]];
  let start = 0;
  for (const piece of pieces) {
    const end = start + piece.text.length;
    let from = start;
    for (let next = breaks[rows.length - 1]; next !== undefined && next < end; next = breaks[rows.length - 1]) {
      rows.at(-1)?.push({ ...piece, text: piece.text.slice(from - start, next - start) });
      rows.push([]);
      from = next;
    }
    rows.at(-1)?.push({ ...piece, text: piece.text.slice(from - start) });
    start = end;
  }
  return rows.map((row) => row.filter(({ text }) => text !== ""));
}
