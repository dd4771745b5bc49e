import { isUtf8 } from "node:buffer";
import { byteOfLone, loneOfByte } from "#contract/names/nameBytes.ts";

/**
 * A file's name as text. Names are bytes, mostly UTF-8; invalid bytes become lone surrogates (as in Python's
 * surrogateescape), so that different names stay different and `nameToBytes` restores them exactly.
 */
export function nameFromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString("utf8");
  let text = "";
  for (let at = 0; at < buffer.length; ) {
    const character = buffer.subarray(at, at + characterLength(buffer[at] ?? 0));
    const isWhole = isUtf8(character);
    text += isWhole ? character.toString("utf8") : loneOfByte(buffer[at] ?? 0);
    at += isWhole ? character.length : 1;
  }
  return text;
}

/** The bytes of a name from `nameFromBytes`, or of any text in UTF-8. */
export function nameToBytes(name: string): Buffer {
  if (name.isWellFormed()) return Buffer.from(name);
  return Buffer.concat(
    Array.from(name, (character) => {
      const byte = byteOfLone(character.codePointAt(0) ?? 0);
      return byte === undefined ? Buffer.from(character) : Buffer.of(byte);
    }),
  );
}

/** The length of a UTF-8 character by its first byte. */
function characterLength(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
