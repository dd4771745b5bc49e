import { isGoSpace } from "./goSpace.ts";

/** `--name=value` as BuildKit reads it: quotes and backslashes taken away. Indices are into the logical line. */
export interface FlagToken {
  readonly name: string;
  /** Undefined where there is no `=`. */
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
  for (; at < end; at++) {
    const character = text.charAt(at);
    if (quote === "" && isGoSpace(character.charCodeAt(0))) break;
    if (opensOrCloses(character, quote)) quote = quote === "" ? character : "";
    else if (character === "\\") {
      // At the very end it escapes nothing and is dropped.
      if (++at < end) parts.push(text.charAt(at));
    } else {
      if (character === "=" && equals === -1) equals = at;
      parts.push(character);
    }
  }
  return { value: parts.join(""), end: Math.min(at, end), equals };
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
