/** A byte of a file's name that is not valid UTF-8 is this plus its value: a lone surrogate, which valid text never contains. */
const LONE = 0xdc00;

/** The same character for the same byte, so that different names stay different. */
export const loneOfByte = (byte: number): string => String.fromCharCode(LONE + byte);

/** The byte that a code point stands for; undefined if it is a character. */
export function byteOfLone(code: number): number | undefined {
  return code >= LONE + 0x80 && code <= LONE + 0xff ? code - LONE : undefined;
}

/** A file's name for a URL, with its bytes unchanged. */
export function encodeName(name: string): string {
  if (name.isWellFormed()) return encodeURIComponent(name);
  return Array.from(name, (character) => {
    const byte = byteOfLone(character.codePointAt(0) ?? 0);
    return byte === undefined ? encodeURIComponent(character.toWellFormed()) : `%${byte.toString(16).toUpperCase()}`;
  }).join("");
}
