import { isGoSpace } from "../go/goSpace.ts";

/** A word of the result, and where it begins and ends in the source. */
export interface LexedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Parts what a lexer yields into words at spaces that are neither quoted nor escaped. */
export class WordCollector {
  readonly #words: LexedWord[] = [];
  #parts: string[] = [];
  #start = 0;
  #end = 0;

  /** Text whose spaces part words. Positions are exact only where `end - start` is the text's length. */
  addSplitting(text: string, start: number, end: number): void {
    const exact = end - start === text.length;
    let from = 0;
    for (let at = 0; at <= text.length; at++) {
      if (at < text.length && !isGoSpace(text.charCodeAt(at))) continue;
      if (at > from) this.addWhole(text.slice(from, at), exact ? start + from : start, exact ? start + at : end);
      if (at < text.length) this.#finishWord();
      from = at + 1;
    }
  }

  addWhole(text: string, start: number, end: number): void {
    if (this.#parts.length === 0) this.#start = start;
    this.#parts.push(text);
    this.#end = end;
  }

  #finishWord(): void {
    const text = this.#parts.join("");
    if (text === "") return;
    this.#words.push({ text, start: this.#start, end: this.#end });
    this.#parts = [];
  }

  finish(): readonly LexedWord[] {
    this.#finishWord();
    return this.#words;
  }
}
