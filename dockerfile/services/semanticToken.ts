/** The legend: LSP's names where it has one. */
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
] as const;

export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** A stretch within one line. Offsets are into the document. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: SemanticTokenType;
}
