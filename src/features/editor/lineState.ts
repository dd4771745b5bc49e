export type TokenKind =
  | "keyword"
  | "string"
  | "variable"
  | "flag"
  | "comment"
  | "directive"
  | "heredoc"
  | "operator"
  | "text";

export interface LineToken {
  /** In UTF-16 code units. */
  readonly start: number;
  readonly kind: TokenKind;
}

export interface PendingHeredoc {
  readonly name: string;
  readonly chomp: boolean;
  readonly expand: boolean;
}

export interface LineState {
  readonly phase: "directives" | "statement" | "continued" | "heredoc";
  readonly escapeChar: "\\" | "`";
  /** Uppercase; "" between statements. */
  readonly instruction: string;
  readonly flagsDone: boolean;
  /** An open quote continued on the next line. */
  readonly quote: "" | '"' | "'";
  readonly heredocs: readonly PendingHeredoc[];
}

export const INITIAL_LINE_STATE: LineState = {
  phase: "directives",
  escapeChar: "\\",
  instruction: "",
  flagsDone: false,
  quote: "",
  heredocs: [],
};
