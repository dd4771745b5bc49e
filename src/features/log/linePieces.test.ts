import { describe, expect, it } from "vitest";
import { parseAnsi } from "./ansi.ts";
import { piecesOf, rowsOfPieces } from "./linePieces.ts";

const plain = { style: {}, found: false };

describe("a wrapped line", () => {
  it("keeps colors and marks where a row ends within them", () => {
    const { spans } = parseAnsi("a needle \x1b[31mred words");
    expect(rowsOfPieces(piecesOf(spans, "needle"), [5, 11])).toEqual([
      [
        { ...plain, text: "a " },
        { ...plain, text: "nee", found: true },
      ],
      [
        { ...plain, text: "dle", found: true },
        { ...plain, text: " " },
        { style: { color: 1 }, text: "re", found: false },
      ],
      [{ style: { color: 1 }, text: "d words", found: false }],
    ]);
  });

  it("has no empty pieces where a row ends between two styles", () => {
    const { spans } = parseAnsi("ab\x1b[1mcd");
    expect(rowsOfPieces(piecesOf(spans, ""), [2]).map((row) => row.map(({ text }) => text))).toEqual([["ab"], ["cd"]]);
  });

  it("that is one row is as it was", () => {
    expect(rowsOfPieces(piecesOf(parseAnsi("ab").spans, ""), [])).toEqual([[{ ...plain, text: "ab" }]]);
    expect(rowsOfPieces([], [])).toEqual([[]]);
  });
});
