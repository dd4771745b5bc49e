import { skipSpace } from "../go/goSpace.ts";
import type { ArgumentWord } from "./argumentWords.ts";

/** What a statement's arguments are when read as a JSON array: words, no array at all (shell form), or one of other things. */
export type JsonArguments =
  | { readonly kind: "words"; readonly words: readonly ArgumentWord[] }
  | { readonly kind: "none" }
  | { readonly kind: "not-strings" };

/** BuildKit's `parseJSON`: an invalid array is no mistake but the shell form; a valid one must hold strings only. */
export function parseJsonArguments(text: string, from: number, end: number): JsonArguments {
  const start = skipSpace(text, from, end);
  if (text[start] !== "[") return { kind: "none" };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start, end));
  } catch {
    return { kind: "none" };
  }
  // Go can't hold a number that is too large, and calls the array no JSON.
  if (!Array.isArray(value) || (/[0-9]{300}|[0-9][eE]/.test(text) && holdsInfinity(value))) return { kind: "none" };
  const words: ArgumentWord[] = [];
  let at = start + 1;
  for (const item of value) {
    if (typeof item !== "string") return { kind: "not-strings" };
    const open = text.indexOf('"', at);
    const close = stringEnd(text, open + 1);
    words.push({ text: item.toWellFormed(), start: open, end: close });
    at = close;
  }
  return { kind: "words", words };
}

function holdsInfinity(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsInfinity);
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

/** The index after the quote that closes the string whose content starts at `from`. */
function stringEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
