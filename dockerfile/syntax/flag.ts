import { isGoSpace } from "../go/goSpace.ts";

/** `--name=value` as BuildKit reads it: quotes and backslashes taken away. Indices are into the logical line. */
export interface FlagToken {
  readonly name: string;
  /** Undefined if there is no `=`. */
  readonly value: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

/**
 * The flags at the head of a statement's arguments, and where the rest begins (BuildKit's `extractBuilderFlags`).
 * The backslash escapes here whatever the escape directive says.
 */
export function extractFlags(text: string, from: number, end: number): { flags: FlagToken[]; rest: number } {
  const flags: FlagToken[] = [];
  let at = from;
  for (;;) {
    while (at < end && isGoSpace(text.charCodeAt(at))) at++;
    if (at >= end || text[at] !== "-" || text[at + 1] !== "-" || at + 1 >= end) return { flags, rest: at };
    const word = readFlagWord(text, at, end);
    // A lone `--` ends the flags; at the very end of the line it is dropped.
    if (word.value === "--") return { flags, rest: word.end };
    flags.push(flagToken(word, at));
    at = word.end;
  }
}

interface FlagWord {
  readonly value: string;
  readonly end: number;
  /** Index in the text of the first `=` of the value. */
  readonly equals: number;
}

function readFlagWord(text: string, start: number, end: number): FlagWord {
  const parts: string[] = [];
  let quote = "";
  let equals = -1;
  let at = start;
  while (at < end) {
    const plainEnd = skipPlain(text, at, end);
    if (plainEnd > at) {
      const plain = text.slice(at, plainEnd);
      if (equals === -1 && plain.includes("=")) equals = at + plain.indexOf("=");
      parts.push(plain);
      at = plainEnd;
      continue;
    }
    const { value, length, escaped, endsWord } = readFlagCharacter(text, at, end, quote !== "");
    if (endsWord) {
      parts.push(value);
      at += length;
      break;
    }
    if (!escaped && opensOrCloses(value, quote)) quote = quote === "" ? value : "";
    else parts.push(value);
    at += length;
  }
  return { value: parts.join(""), end: Math.min(at, end), equals };
}

/** Skips ordinary characters: ASCII that is not a blank, quote, or backslash. */
function skipPlain(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isPlain(text.charCodeAt(at))) at++;
  return at;
}

function isPlain(code: number): boolean {
  return code < 0x80 && code !== 0x22 && code !== 0x27 && code !== 0x5c && !isGoSpace(code);
}

interface FlagCharacter {
  /** What it becomes. */
  readonly value: string;
  readonly length: number;
  readonly escaped: boolean;
  readonly endsWord: boolean;
}

function readFlagCharacter(text: string, at: number, end: number, isQuoted: boolean): FlagCharacter {
  const character = text.charAt(at);
  if (character >= "\u0080") return readBeyondAscii(text, at, isQuoted);
  if (!isQuoted && isGoSpace(character.charCodeAt(0))) return { value: "", length: 0, escaped: false, endsWord: true };
  // At the very end it escapes nothing and is dropped.
  if (character === "\\") {
    return { value: at + 1 < end ? text.charAt(at + 1) : "", length: 2, escaped: true, endsWord: false };
  }
  return { value: character, length: 1, escaped: false, endsWord: false };
}

/** BuildKit reads flags byte by byte: `é` becomes `Ã©` in them, and the bytes 85 and A0 end a word inside of a character. */
function readBeyondAscii(text: string, at: number, isQuoted: boolean): FlagCharacter {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const encoded = encodeURIComponent(character.toWellFormed()).slice(1).split("%");
  const bytes = encoded.map((hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const blank = isQuoted ? -1 : bytes.findIndex((byte) => isGoSpace(byte.charCodeAt(0)));
  const value = (blank === -1 ? bytes : bytes.slice(0, blank)).join("");
  return { value, length: character.length, escaped: false, endsWord: blank !== -1 };
}

function opensOrCloses(character: string, quote: string): boolean {
  return quote === "" ? character === "'" || character === '"' : character === quote;
}

function flagToken(word: FlagWord, start: number): FlagToken {
  const body = word.value.slice(2);
  const cut = body.indexOf("=");
  return {
    name: cut === -1 ? body : body.slice(0, cut),
    value: cut === -1 ? undefined : body.slice(cut + 1),
    start,
    end: word.end,
    valueStart: cut === -1 || word.equals === -1 ? word.end : word.equals + 1,
  };
}
