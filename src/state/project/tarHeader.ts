/** A tar is made of blocks: a header, then content that is filled up to whole blocks. */
export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** The type's letter; "\0" is a file, as "0" is. */
  readonly type: string;
  readonly mode: number;
  readonly size: number;
}

/** Reads a header (POSIX ustar, GNU); undefined for an empty block, which ends the archive. Throws if it is none. */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  // The sum counts its own field as spaces.
  const sum = block.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (sum !== octalAt(block, 148, 8)) throw new TypeError("the checksum of a header does not match");
  const name = textAt(block, 0, 100);
  const prefix = textAt(block, 257, 6) === "ustar" ? textAt(block, 345, 155) : "";
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    type: String.fromCharCode(block[156] ?? 0),
    mode: octalAt(block, 100, 8),
    size: sizeAt(block, 124, 12),
  };
}

/** Up to the first NUL. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** The values of a pax header: lines of `length key=value`, the length in bytes. */
export function parsePax(bytes: Uint8Array): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(new TextDecoder().decode(bytes.subarray(at, at + 20)), 10);
    if (!(length > 0)) break;
    const line = new TextDecoder().decode(bytes.subarray(at, at + length - 1));
    const [, key, value] = /^\d+ ([^=]+)=(.*)$/s.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value);
    at += length;
  }
  return values;
}

const textAt = (block: Uint8Array, at: number, length: number): string => textOf(block.subarray(at, at + length));

const octalAt = (block: Uint8Array, at: number, length: number): number =>
  Number.parseInt(textAt(block, at, length).trim() || "0", 8);

/** GNU writes large sizes in binary, marked by the first bit. */
function sizeAt(block: Uint8Array, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) === 0) return octalAt(block, at, length);
  return block.subarray(at + 1, at + length).reduce((size, byte) => size * 256 + byte, 0);
}
