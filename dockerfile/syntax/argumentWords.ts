import { isGoSpace } from "../go/goSpace.ts";

/** A word of a statement's arguments. Indices are into the logical line. */
export interface ArgumentWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `[\t\v\f\r ]`, on which BuildKit splits words that know no quotes. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c || code === 0x0d;
}

export function blankAt(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function afterBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Words parted by blanks, quotes or not (BuildKit's `parseStringsWhitespaceDelimited`). */
export function splitBlanks(text: string, from: number, end: number): ArgumentWord[] {
  const words: ArgumentWord[] = [];
  let at = from;
  while (at < end) {
    const wordEnd = blankAt(text, at, end);
    words.push({ text: text.slice(at, wordEnd), start: at, end: wordEnd });
    at = afterBlanks(text, wordEnd, end);
  }
  return words;
}

/** Words parted by spaces outside of quotes; quotes and escapes stay in them (BuildKit's `parseWords`). */
export function splitQuoted(text: string, from: number, end: number, escapeCharacter: string): ArgumentWord[] {
  const words: ArgumentWord[] = [];
  let at = from;
  for (;;) {
    while (at < end && isGoSpace(text.charCodeAt(at))) at++;
    if (at >= end) return words;
    const word = quotedWord(text, at, end, escapeCharacter);
    at = word.end;
    if (word.text !== "") words.push(word);
  }
}

function quotedWord(text: string, start: number, end: number, escapeCharacter: string): ArgumentWord {
  let quote = "";
  let at = start;
  for (; at < end; at++) {
    const character = text[at];
    if (quote === "" && isGoSpace(text.charCodeAt(at))) break;
    if (character === escapeCharacter && quote !== "'") {
      // At the very end of the line it escapes nothing and is dropped.
      if (at + 1 === end) return { text: text.slice(start, at), start, end };
      at++;
    } else if (quote === "" ? character === "'" || character === '"' : character === quote) {
      quote = quote === "" ? (character ?? "") : "";
    }
  }
  const wordEnd = Math.min(at, end);
  return { text: text.slice(start, wordEnd), start, end: wordEnd };
}
