import { instructionNameOf } from "../../instructions/registry.ts";
import { readStatementHead, type Statement, type StatementHead } from "../../syntax/statement.ts";
import { pushInPieces, type SemanticToken, type SemanticTokenType } from "./semanticToken.ts";

const WITH_JSON: ReadonlySet<string> = new Set([
  "RUN",
  "CMD",
  "ENTRYPOINT",
  "SHELL",
  "COPY",
  "ADD",
  "VOLUME",
  "HEALTHCHECK",
]);
const WITH_PAIRS: ReadonlySet<string> = new Set(["ENV", "LABEL", "ARG"]);

/** What a word of the arguments is beside a string, a variable or plain text. */
const PIECE = /\$\{[^}]*\}?|\$\w+|"(?:[^"\\]|\\.)*"?|'[^']*'?|\\./gs;

/**
 * The tokens of a statement's own lines, without comments and heredoc bodies; without the command line of a RUN, CMD,
 * ENTRYPOINT or HEALTHCHECK too, if a shell's grammar has read it.
 */
export function statementTokens(statement: Statement, hasScript: boolean): readonly SemanticToken[] {
  const collector = new TokenCollector(statement, hasScript);
  collector.head(statement.head);
  return collector.tokens;
}

class TokenCollector {
  readonly tokens: SemanticToken[] = [];
  readonly #statement: Statement;
  readonly #hasScript: boolean;

  constructor(statement: Statement, hasScript: boolean) {
    this.#statement = statement;
    this.#hasScript = hasScript;
  }

  head(head: StatementHead): void {
    const { keyword, flags, rest } = head;
    const name = instructionNameOf(keyword.text);
    if (name !== undefined) this.#add(keyword.start, keyword.end, "keyword");
    for (const flag of flags) {
      this.#add(flag.start, flag.value === undefined ? flag.end : flag.valueStart - 1, "parameter");
      if (flag.value !== undefined) this.#add(flag.valueStart - 1, flag.valueStart, "operator");
      this.#pieces(flag.valueStart, flag.end, "string");
    }
    if (name === "ONBUILD" && rest.text !== "") this.head(readStatementHead(head.line, rest.start));
    else if (name === "FROM") this.#from(rest.start, rest.end);
    else if (name !== undefined && WITH_PAIRS.has(name)) this.#pairs(rest.start, rest.end);
    else if (name === "HEALTHCHECK") this.#healthcheck(rest.start, rest.end);
    else if (!this.#hasScript) this.#arguments(rest.start, rest.end, name !== undefined && WITH_JSON.has(name));
  }

  #add(start: number, end: number, type: SemanticTokenType): void {
    pushInPieces(this.tokens, this.#statement.head.line.offsetOf, start, end, type);
  }

  #words(
    start: number,
    end: number,
  ): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
    const text = this.#statement.head.line.text.slice(start, end);
    return [...text.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      start: start + match.index,
      end: start + match.index + match[0].length,
    }));
  }

  #from(start: number, end: number): void {
    for (const [index, word] of this.#words(start, end).entries()) {
      if (index === 0) this.#pieces(word.start, word.end, "type");
      else this.#add(word.start, word.end, index === 1 ? "keyword" : "namespace");
    }
  }

  #pairs(start: number, end: number): void {
    const text = this.#statement.head.line.text.slice(start, end);
    const pair = /([^\s=]+)(?:(=)((?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\])*))?/gs;
    for (const match of text.matchAll(pair)) {
      const [, key = "", equals] = match;
      const at = start + match.index;
      this.#add(at, at + key.length, equals === undefined && at > start ? "string" : "property");
      if (equals === undefined) continue;
      this.#add(at + key.length, at + key.length + 1, "operator");
      this.#pieces(at + key.length + 1, at + match[0].length, undefined);
    }
  }

  #healthcheck(start: number, end: number): void {
    const [word] = this.#words(start, end);
    if (word === undefined) return;
    this.#add(word.start, word.end, "keyword");
    if (this.#hasScript) return;
    const text = this.#statement.head.line.text;
    let from = word.end;
    while (from < end && /\s/.test(text.charAt(from))) from++;
    this.#arguments(from, end, true);
  }

  #arguments(start: number, end: number, mayBeJson: boolean): void {
    const marks = this.#statement.heredocs.filter((heredoc) => heredoc.start >= start && heredoc.end <= end);
    const { text } = this.#statement.head.line;
    if (mayBeJson && text[start] === "[") {
      this.#json(start, end);
      return;
    }
    let from = start;
    for (const mark of marks) {
      this.#pieces(from, mark.start, undefined);
      this.#add(mark.start, mark.end, "label");
      from = mark.end;
    }
    this.#pieces(from, end, undefined);
  }

  #json(start: number, end: number): void {
    const text = this.#statement.head.line.text.slice(start, end);
    for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\],]/gs)) {
      const at = start + match.index;
      this.#add(at, at + match[0].length, match[0].startsWith('"') ? "string" : "operator");
    }
  }

  /** Strings, variables and escapes of a stretch; what is between them is `between`, or nothing. */
  #pieces(start: number, end: number, between: SemanticTokenType | undefined): void {
    const text = this.#statement.head.line.text.slice(start, end);
    let from = 0;
    for (const match of text.matchAll(PIECE)) {
      if (between !== undefined) this.#add(start + from, start + match.index, between);
      from = match.index + match[0].length;
      this.#piece(start + match.index, match[0]);
    }
    if (between !== undefined) this.#add(start + from, end, between);
  }

  #piece(at: number, text: string): void {
    if (text.startsWith("$")) this.#add(at, at + text.length, "variable");
    else if (text.startsWith("'")) this.#add(at, at + text.length, "string");
    else if (text.startsWith('"')) {
      let from = 0;
      for (const match of text.matchAll(/\\.|\$\{[^}"]*\}?|\$\w+/gs)) {
        if (match[0].startsWith("\\")) continue;
        this.#add(at + from, at + match.index, "string");
        this.#add(at + match.index, at + match.index + match[0].length, "variable");
        from = match.index + match[0].length;
      }
      this.#add(at + from, at + text.length, "string");
    }
  }
}
