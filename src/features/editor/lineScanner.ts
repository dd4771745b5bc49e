import { parseHeredocWord, WITH_HEREDOCS } from "#dockerfile/syntax/heredocMarker.ts";
import type { LineState, LineToken, PendingHeredoc, TokenKind } from "./lineState.ts";

/** Instructions whose words may hold quotes. */
export const WITH_QUOTES = new Set([
  "RUN",
  "CMD",
  "ENTRYPOINT",
  "SHELL",
  "ENV",
  "LABEL",
  "ARG",
  "COPY",
  "ADD",
  "VOLUME",
  "HEALTHCHECK",
]);
/** A word that may be a heredoc's mark, quoted parts in it taken whole. */
const HEREDOC_WORD = /\d*<<(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/y;

interface WordsEnd {
  readonly continued: boolean;
  readonly quote: LineState["quote"];
  readonly heredocs: readonly PendingHeredoc[];
}

/** Walks over one line and notes where each kind begins. */
export class LineScanner {
  readonly tokens: LineToken[] = [];
  private readonly line: string;
  private readonly escapeChar: string;
  private at = 0;

  constructor(line: string, escapeChar: string) {
    this.line = line;
    this.escapeChar = escapeChar;
  }

  /** The word that an instruction begins with, spaces before it taken too. */
  keyword(): string {
    this.take(/\s*/y, "text");
    return this.take(/[^\s=]+/y, "keyword");
  }

  /** Flags; true when something that is none was reached, so that no more can follow. */
  flags(): boolean {
    for (;;) {
      this.take(/\s*/y, "text");
      const flag = this.peek(/--[^\s]*/y);
      if (!flag) return this.at < this.line.length && !this.isContinuation();
      this.mark("flag");
      this.until(this.at + flag.length, "flag");
    }
  }

  /** A heredoc's body, in which only variables are special, and not even they where its name is quoted. */
  body(expand: boolean): void {
    this.mark("text");
    while (this.at < this.line.length) {
      if (!expand || !this.variable("text")) this.at += 1;
    }
  }

  words(instruction: string, flagsDone: boolean, openQuote: LineState["quote"]): WordsEnd {
    let quote = openQuote;
    const heredocs: PendingHeredoc[] = [];
    const quotes = WITH_QUOTES.has(instruction);
    this.mark(quote ? "string" : "text");
    while (this.at < this.line.length) {
      if (this.isContinuation()) {
        this.mark("operator");
        return { continued: true, quote, heredocs };
      }
      const kind = quote ? "string" : "text";
      const char = this.line[this.at];
      if (char === this.escapeChar) this.at += 2;
      else if (quote !== "'" && this.variable(kind)) continue;
      else if (quotes && (char === '"' || char === "'") && (quote === "" || quote === char)) {
        quote = this.quoteMark(quote, char);
      } else if (quote === "" && flagsDone && this.special(instruction, heredocs)) continue;
      else this.at += 1;
    }
    return { continued: false, quote: "", heredocs };
  }

  private quoteMark(quote: LineState["quote"], char: '"' | "'"): LineState["quote"] {
    if (quote === "") this.mark("string");
    this.at += 1;
    if (quote === "") return char;
    this.mark("text");
    return "";
  }

  /** AS, CMD and NONE where they mean something, heredoc marks, brackets of the JSON form. */
  private special(instruction: string, heredocs: PendingHeredoc[]): boolean {
    const atWord = this.at === 0 || /\s/.test(this.line[this.at - 1] ?? "");
    if (!atWord) return false;
    const mark = WITH_HEREDOCS.has(instruction) ? this.peek(HEREDOC_WORD) : "";
    const heredoc = mark === "" ? undefined : parseHeredocWord(mark);
    if (heredoc !== undefined && !("error" in heredoc)) {
      heredocs.push(heredoc);
      this.takeLength(mark.length, "heredoc");
      return true;
    }
    const word = this.peek(/[A-Za-z]+(?=\s|$)/y);
    const upper = word.toUpperCase();
    const isKeyword =
      (instruction === "FROM" && upper === "AS") ||
      (instruction === "HEALTHCHECK" && (upper === "CMD" || upper === "NONE"));
    if (word && isKeyword) this.takeLength(word.length, "keyword");
    return word !== "" && isKeyword;
  }

  /** `$name` or `${…}`; false where there is none here. */
  private variable(around: TokenKind): boolean {
    const found = this.peek(/\$(?:\{[^}\s]*\}?|[A-Za-z_]\w*|[0-9@*#?$!-])/y);
    if (!found) return false;
    this.takeLength(found.length, "variable");
    this.mark(around);
    return true;
  }

  private isContinuation(): boolean {
    return this.line[this.at] === this.escapeChar && /^\s*$/.test(this.line.slice(this.at + 1));
  }

  private until(end: number, kind: TokenKind): void {
    while (this.at < end) if (!this.variable(kind)) this.at += 1;
  }

  private takeLength(length: number, kind: TokenKind): void {
    this.mark(kind);
    this.at += length;
    this.mark("text");
  }

  private take(pattern: RegExp, kind: TokenKind): string {
    const found = this.peek(pattern);
    if (found) {
      this.mark(kind);
      this.at += found.length;
    }
    return found;
  }

  private peek(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line)?.[0] ?? "";
  }

  private mark(kind: TokenKind): void {
    const last = this.tokens.at(-1);
    if (last?.start === this.at) this.tokens.pop();
    if (this.tokens.at(-1)?.kind !== kind) this.tokens.push({ start: this.at, kind });
  }
}
