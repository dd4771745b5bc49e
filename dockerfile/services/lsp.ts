import type { TextEdit } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";

/** The parts of the Language Server Protocol's types that the services speak, by its names and numbers. */

export interface MarkupContent {
  readonly kind: "markdown";
  readonly value: string;
}

export interface Hover {
  readonly contents: MarkupContent;
  readonly range: Range;
}

/** CompletionItemKind. */
export const completionKinds = {
  function: 3,
  variable: 6,
  module: 9,
  property: 10,
  value: 12,
  keyword: 14,
  snippet: 15,
  file: 17,
  folder: 19,
  constant: 21,
} as const;

export interface CompletionItem {
  readonly label: string;
  readonly kind: (typeof completionKinds)[keyof typeof completionKinds];
  readonly detail?: string;
  readonly documentation?: MarkupContent;
  readonly textEdit: TextEdit;
  /** 2 if the text is a snippet with `$1` and `${1:name}`. */
  readonly insertTextFormat?: 1 | 2;
  readonly sortText?: string;
  readonly filterText?: string;
}

/** SymbolKind. */
export const symbolKinds = {
  module: 2,
  property: 7,
  function: 12,
  variable: 13,
  constant: 14,
  object: 19,
  key: 20,
  event: 24,
} as const;

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: (typeof symbolKinds)[keyof typeof symbolKinds];
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children?: readonly DocumentSymbol[];
}

export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: "comment" | "region";
}

export function markdown(value: string): MarkupContent {
  return { kind: "markdown", value };
}
