import { skipSpace, trimGoSpace } from "../go/goSpace.ts";
import { type Directive, matchDirective } from "./directive.ts";
import { createLineIndex, type LineIndex } from "./lineIndex.ts";
import type { Mistake } from "./mistake.ts";
import { readStatement } from "./readStatement.ts";
import type { Comment, Statement } from "./statement.ts";

/** A line that holds no instruction. Offsets are into the document, the line break included. */
export interface TriviaNode {
  readonly kind: "blank" | "comment" | "directive";
  readonly start: number;
  readonly end: number;
  readonly comment?: Comment;
}

export type SyntaxNode = TriviaNode | Statement;

/** The whole text as a sequence of nodes that cover it without gaps. */
export interface SyntaxDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly escape: "\\" | "`";
  readonly directives: readonly Directive[];
  readonly nodes: readonly SyntaxNode[];
  readonly statements: readonly Statement[];
  /** What is wrong outside of statements; theirs are on them. */
  readonly mistakes: readonly Mistake[];
}

/** One more byte than this in a line, and BuildKit's scanner gives up. */
const MAX_LINE_BYTES = 65_535;

/** Text → tree. Takes any text, never throws, and takes time linear in its length. */
export function parseSyntax(text: string): SyntaxDocument {
  const reader = new SyntaxReader(text);
  while (reader.at < text.length) reader.readNode();
  return reader.finish();
}

class SyntaxReader {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #nodes: SyntaxNode[] = [];
  readonly #statements: Statement[] = [];
  readonly #mistakes: Mistake[] = [];
  readonly #directives: Directive[] = [];
  #escape: "\\" | "`" = "\\";
  #inHead = true;
  #commentsAbove: string[] = [];
  at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = createLineIndex(text);
  }

  readNode(): void {
    const start = this.at;
    const lineBreak = this.#text.indexOf("\n", start);
    const next = lineBreak === -1 ? this.#text.length : lineBreak + 1;
    let end = lineBreak === -1 ? this.#text.length : lineBreak;
    while (end > start && this.#text[end - 1] === "\r") end--;
    const bom = start === 0 && this.#text.startsWith("\uFEFF") ? 1 : 0;
    const contentStart = skipSpace(this.#text, start + bom, end);
    if (contentStart === end) this.#readBlank(start, next);
    else if (this.#text[contentStart] === "#") this.#readComment(start, contentStart, end, next);
    else this.#readStatement(start, contentStart);
  }

  #readBlank(start: number, next: number): void {
    this.#inHead = false;
    this.#nodes.push({ kind: "blank", start, end: next });
    this.at = next;
  }

  #readComment(start: number, contentStart: number, end: number, next: number): void {
    const comment: Comment = { text: trimGoSpace(this.#text.slice(contentStart + 1, end)), start: contentStart, end };
    const isDirective = this.#inHead && this.#readDirective(contentStart, end);
    if (comment.text === "") this.#commentsAbove = [];
    else if (!isDirective) this.#commentsAbove.push(comment.text);
    this.#nodes.push({ kind: isDirective ? "directive" : "comment", start, end: next, comment });
    this.at = next;
  }

  /** Directives are at the very top; the first other line ends them, except a `#!` in the first line. */
  #readDirective(start: number, end: number): boolean {
    const line = this.#text.slice(start, end);
    const match = matchDirective(line);
    if (match === undefined) {
      this.#inHead = false;
      return false;
    }
    const { name, value } = match;
    const valueStart = start + match.valueStart;
    const range = this.#lines.rangeOf(start, end);
    const valueRange = this.#lines.rangeOf(valueStart, valueStart + value.length);
    const first = this.#directives.find((directive) => directive.name === name);
    if (first !== undefined) {
      const both = { start: first.range.start, end: range.end };
      this.#fail("directive", `only one ${name} parser directive can be used`, both, "Take one of them away.");
    } else if (name === "escape" && value !== "`" && value !== "\\") {
      this.#fail("directive", `invalid escape token '${value}' does not match \` or \\`, valueRange);
    } else {
      if (name === "escape") this.#escape = value === "`" ? "`" : "\\";
      this.#directives.push({ name, value, range, valueRange });
    }
    return true;
  }

  #readStatement(start: number, contentStart: number): void {
    this.#inHead = false;
    const statement = readStatement({
      text: this.#text,
      lines: this.#lines,
      escape: this.#escape,
      start,
      contentStart,
      commentsAbove: this.#commentsAbove,
    });
    this.#commentsAbove = [];
    this.#nodes.push(statement);
    this.#statements.push(statement);
    this.at = statement.end;
  }

  #fail(code: string, message: string, range: Mistake["range"], next?: string): void {
    const mistake = { kind: "mistake", phase: "syntax", code, message, range } as const;
    this.#mistakes.push(next === undefined ? mistake : { ...mistake, next });
  }

  finish(): SyntaxDocument {
    if (this.#statements.length === 0) {
      const empty = this.#text === "";
      const end = this.#text.length - (this.#text.endsWith("\n") ? 1 : 0);
      this.#fail(
        "empty",
        empty ? "the Dockerfile cannot be empty" : "file with no instructions",
        this.#lines.rangeOf(end, end),
        "Begin with FROM and the image to start from, such as FROM busybox.",
      );
    }
    this.#findLongLine();
    return {
      text: this.#text,
      lines: this.#lines,
      escape: this.#escape,
      directives: this.#directives,
      nodes: this.#nodes,
      statements: this.#statements,
      mistakes: this.#mistakes,
    };
  }

  #findLongLine(): void {
    for (let line = 0; line < this.#lines.lineCount; line++) {
      const start = this.#lines.lineStart(line);
      const end = this.#lines.lineStart(line + 1);
      // Each UTF-16 code unit takes at least one byte and at most three.
      if ((end - start) * 3 <= MAX_LINE_BYTES) continue;
      const bytes = utf8Length(this.#text.slice(start, end).replace(/\n$/, ""));
      if (bytes <= MAX_LINE_BYTES) continue;
      const message = `dockerfile line greater than max allowed size of ${MAX_LINE_BYTES}`;
      this.#fail("line-length", message, this.#lines.rangeOf(start, end), "Part the line with continuations.");
      return;
    }
  }
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) bytes++;
    // A surrogate pair is four bytes: each half counts two.
    if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes++;
  }
  return bytes;
}
