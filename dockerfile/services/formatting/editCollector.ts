import type { TextEdit } from "#contract/diagnostic.ts";
import type { SyntaxDocument } from "../../syntax/parseSyntax.ts";

/** Collects changes of a document's layout. Offsets are into the document. */
export class EditCollector {
  readonly edits: TextEdit[] = [];
  readonly #syntax: SyntaxDocument;

  constructor(syntax: SyntaxDocument) {
    this.#syntax = syntax;
  }

  replace(start: number, end: number, newText: string): void {
    const { text, lines } = this.#syntax;
    if (text.slice(start, end) !== newText) this.edits.push({ range: lines.rangeOf(start, end), newText });
  }

  /** Only where nothing but spaces and tabs stands there. */
  replaceBlanks(start: number, end: number, newText: string): void {
    const { text } = this.#syntax;
    // At the very start it would become a byte order mark, which is no text.
    if (start === 0 && text[end] === "\uFEFF") return;
    if (end > start && /^[ \t]+$/.test(text.slice(start, end))) this.replace(start, end, newText);
  }

  /** Takes blanks away from the end of the line that begins at `start`. */
  trimLine(start: number): void {
    const { text, escape: escapeCharacter } = this.#syntax;
    const lineBreak = text.indexOf("\n", start);
    let end = lineBreak === -1 ? text.length : lineBreak;
    while (end > start && text[end - 1] === "\r") end--;
    let trimmed = end;
    while (trimmed > start && (text[trimmed - 1] === " " || text[trimmed - 1] === "\t")) trimmed--;
    const last = text.charAt(trimmed - 1);
    const isContinuation = last === escapeCharacter && text[trimmed - 2] !== escapeCharacter;
    // An escape character may escape the blank; a \r would become part of the line break.
    if (trimmed > start && (last === "\r" || ((last === "\\" || last === "`") && !isContinuation))) return;
    this.replaceBlanks(trimmed, end, "");
  }
}
