/** Characters that change the order in which a text is shown, and so what it seems to say (UAX #9). */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name or output of somebody else's: what would turn it around is written as an escape, `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(DIRECTIONS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
