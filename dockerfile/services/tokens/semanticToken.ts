/** The legend: LSP's names if it has one. */
export const semanticTokenTypes = [
  "comment",
  "macro",
  "keyword",
  "parameter",
  "string",
  "variable",
  "operator",
  "type",
  "namespace",
  "property",
  "label",
  "function",
] as const;

export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** A stretch within one line. Offsets are into the document. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: SemanticTokenType;
}

/** A token over a stretch of a text that stands in pieces in the document: one for each piece. `offsetOf` goes from the text to the document. */
export function pushInPieces(
  tokens: SemanticToken[],
  offsetOf: (index: number) => number,
  start: number,
  end: number,
  type: SemanticTokenType,
): void {
  let from = start;
  while (from < end) {
    const offset = offsetOf(from);
    let low = from;
    let high = end - 1;
    // The last character that stands in one run with the first; mostly that is all of it.
    if (offsetOf(high) - offset === high - from) low = high;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsetOf(middle) - offset === middle - from) low = middle;
      else high = middle - 1;
    }
    tokens.push({ start: offset, end: offset + low - from + 1, type });
    from = low + 1;
  }
}
