import type { ShellNode } from "./shellNode.ts";

export type ShellTokenKind =
  | "command"
  | "flag"
  | "string"
  | "variable"
  | "keyword"
  | "operator"
  | "comment"
  /** A heredoc's name. */
  | "label";

/** A stretch of a script for the eye. Indices are into the script's text; it may hold line breaks. */
export interface ShellToken {
  readonly start: number;
  readonly end: number;
  readonly kind: ShellTokenKind;
}

/** `plain` has no color of its own, whatever it is in. */
const KINDS: Readonly<Record<string, ShellTokenKind | "plain">> = {
  comment: "comment",
  string: "string",
  raw_string: "string",
  ansi_c_string: "string",
  translated_string: "string",
  heredoc_body: "string",
  heredoc_start: "label",
  heredoc_end: "label",
  command_name: "command",
  simple_expansion: "variable",
  expansion: "variable",
  variable_name: "variable",
  command_substitution: "plain",
  process_substitution: "plain",
  arithmetic_expansion: "variable",
  file_descriptor: "operator",
  test_operator: "operator",
};

const WORDS =
  "if then elif else fi for select in do done while until case esac function time export declare typeset readonly local unset unsetenv ! [ ] [[ ]]";
const OPERATORS =
  "&& || | |& ; ;; ;& ;;& & > >> < <& >& &> &>> >| << <<- <<< = += == != =~ < > ( ) (( )) { } $( ` <( >(";

/** What is not named by the grammar, by its text. */
const SIGNS: Readonly<Record<string, ShellTokenKind>> = Object.fromEntries([
  ...OPERATORS.split(" ").map((sign) => [sign, "operator"] as const),
  ...WORDS.split(" ").map((word) => [word, "keyword"] as const),
]);

/** The colors of a script, in order, none within another. Plain words have none. */
export function readTokens(root: ShellNode, text: string): readonly ShellToken[] {
  const painter = new Painter(text);
  painter.paint(root, "plain");
  return painter.tokens;
}

class Painter {
  readonly tokens: ShellToken[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Paints a node with `around` where neither it nor what is in it has a kind of its own. */
  paint(node: ShellNode, around: ShellTokenKind | "plain"): void {
    const kind = this.#kindOf(node, around);
    // Within strings the grammar counts the blanks before an expansion to it.
    let from = this.#afterBlanks(node);
    this.#add(node.start, from, around);
    for (const child of node.children) {
      // Missing nodes are empty; those of a heredoc may begin before what stands before them.
      if (child.end <= from) continue;
      this.#add(from, child.start, kind);
      this.paint(child, node.kind === "function_definition" && child.kind === "word" ? "command" : kind);
      from = child.end;
    }
    this.#add(from, node.end, kind);
  }

  #afterBlanks({ start, end }: ShellNode): number {
    let at = start;
    while (at < end && (this.#text[at] === " " || this.#text[at] === "\n")) at++;
    return at;
  }

  #kindOf({ kind, named, start, children }: ShellNode, around: ShellTokenKind | "plain"): ShellTokenKind | "plain" {
    if (!named) return around === "string" || around === "variable" ? around : (SIGNS[kind] ?? around);
    if (kind === "function_definition") return "plain";
    const own = KINDS[kind];
    if (own !== undefined) return own;
    const isWord = around === "plain" && (kind === "word" || kind === "concatenation");
    if (isWord && this.#text[start] === "-" && (kind === "word" || children[0]?.kind === "word")) return "flag";
    return around;
  }

  #add(start: number, end: number, kind: ShellTokenKind | "plain"): void {
    if (kind === "plain" || end <= start) return;
    const last = this.tokens[this.tokens.length - 1];
    if (last !== undefined && start < last.end) return;
    if (last?.end === start && last.kind === kind) this.tokens[this.tokens.length - 1] = { ...last, end };
    else this.tokens.push({ start, end, kind });
  }
}
