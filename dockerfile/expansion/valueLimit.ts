import { LexError } from "./lexError.ts";

/**
 * What variables may bring into a word, in UTF-16 code units: as much as Linux lets a process have in one variable. Values that
 * double at each ENV would else fill the memory with a few lines.
 */
export const MAX_VALUE_LENGTH = 131_072;

export function valueTooLong(): LexError {
  return new LexError(`the value is longer than ${MAX_VALUE_LENGTH} characters, more than a process can be given`);
}
