import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { PLAIN_WORDS } from "./plainWords.ts";

/** With the limit on failed tries, 32 random bits are years of guessing. */
const WORDS = 4;

/** A few plain words, which somebody can read aloud: `maple-otter-canoe-lemon`. */
export const newPhrase = (): string =>
  Array.from({ length: WORDS }, () => PLAIN_WORDS[randomInt(PLAIN_WORDS.length)] ?? "").join("-");

/** As people type it: without case, and with spaces or commas for hyphens. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.join("-") ?? "";

/** Whether what was typed is the phrase; how long it takes says nothing of how much was right. */
export const isPhrase = (typed: string, phrase: string): boolean => isSame(plain(typed), plain(phrase));

export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
