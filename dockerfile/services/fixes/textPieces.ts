import type { TextEdit } from "#contract/diagnostic.ts";
import { createLineIndex } from "../../syntax/lineIndex.ts";

/** A stretch of the first text, or something new between two of them. */
type Piece = { readonly start: number; readonly end: number } | { readonly inserted: string };

const lengthOf = (piece: Piece): number => ("inserted" in piece ? piece.inserted.length : piece.end - piece.start);

function cut(piece: Piece, from: number, to: number): Piece {
  if ("inserted" in piece) return { inserted: piece.inserted.slice(from, to) };
  return { start: piece.start + from, end: piece.start + to };
}

/** A text that is edited in turn and still knows what is left of the first one. Offsets are in UTF-16 code units. */
export class TextPieces {
  readonly #first: string;
  #pieces: readonly Piece[];

  constructor(text: string) {
    this.#first = text;
    this.#pieces = [{ start: 0, end: text.length }];
  }

  get text(): string {
    return this.#pieces.map((each) => this.#textOf(each)).join("");
  }

  /** Applies edits whose ranges are of the current text; they don't overlap. */
  edit(edits: readonly TextEdit[]): void {
    const lines = createLineIndex(this.text);
    const spans = edits.map(({ range, newText }) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
    }));
    // From the end, so that earlier places stay valid. Of two at one place, the first stays first.
    for (const { start, end, newText } of spans.toReversed().toSorted((a, b) => b.start - a.start)) {
      this.#pieces = [
        ...this.#slice(0, start),
        ...(newText === "" ? [] : [{ inserted: newText }]),
        ...this.#slice(end, Infinity),
      ];
    }
  }

  /** The edits from the original text to the current one, each as small as the change. */
  editsFromFirst(): readonly TextEdit[] {
    const lines = createLineIndex(this.#first);
    const edits: TextEdit[] = [];
    let at = 0;
    let inserted = "";
    const close = (start: number): void => {
      if (start > at || inserted !== "") edits.push({ range: lines.rangeOf(at, start), newText: inserted });
      inserted = "";
    };
    for (const piece of this.#pieces) {
      if ("inserted" in piece) inserted += piece.inserted;
      else if (piece.end > piece.start) {
        close(piece.start);
        at = piece.end;
      }
    }
    close(this.#first.length);
    return edits;
  }

  #textOf(piece: Piece): string {
    return "inserted" in piece ? piece.inserted : this.#first.slice(piece.start, piece.end);
  }

  #slice(from: number, to: number): readonly Piece[] {
    let at = 0;
    return this.#pieces.flatMap((piece) => {
      const start = at;
      const length = lengthOf(piece);
      at += length;
      const [first, last] = [Math.max(0, from - start), Math.min(length, to - start)];
      return first < last ? [cut(piece, first, last)] : [];
    });
  }
}
