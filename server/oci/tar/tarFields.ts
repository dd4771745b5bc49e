import { nameFromBytes } from "./fileName.ts";
import { TarError } from "./tarEntry.ts";

/** The fields of a ustar header block: [offset, length]. POSIX.1-1988, and GNU where noted. */
export const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  linkname: [157, 100],
  magic: [257, 6],
  version: [263, 2],
  uname: [265, 32],
  gname: [297, 32],
  devmajor: [329, 8],
  devminor: [337, 8],
  prefix: [345, 155],
} as const;

/** Text up to the first NUL. */
export function readText(block: Buffer, [offset, length]: readonly [number, number]): string {
  const end = block.indexOf(0, offset);
  return nameFromBytes(block.subarray(offset, end === -1 || end > offset + length ? offset + length : end));
}

/** An octal number, or GNU's base-256 if the first bit is set. Throws a TarError. */
export function readNumber(block: Buffer, [offset, length]: readonly [number, number]): number {
  const first = block[offset] ?? 0;
  if ((first & 0x80) !== 0) return readBase256(block, offset, length, first);
  const text = block.toString("latin1", offset, offset + length).replace(/^[ \0]+|[ \0].*$/gs, "");
  if (text === "") return 0;
  if (!/^[0-7]+$/.test(text)) throw new TarError(`A header has an invalid number: ${JSON.stringify(text)}.`);
  return Number.parseInt(text, 8);
}

function readBase256(block: Buffer, offset: number, length: number, first: number): number {
  const negative = (first & 0x40) !== 0;
  let value = BigInt(negative ? first | ~0xff : first & 0x7f);
  for (let index = 1; index < length; index += 1) value = (value << 8n) | BigInt(block[offset + index] ?? 0);
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new TarError("A number in a header is too large.");
  return number;
}

/** Whether the block's checksum matches; old archives summed signed bytes. */
export function checksumHolds(block: Buffer): boolean {
  const stored = readNumber(block, FIELD.checksum);
  let unsigned = 0;
  let signed = 0;
  for (let index = 0; index < 512; index += 1) {
    const byte = index >= 148 && index < 156 ? 32 : (block[index] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stored === unsigned || stored === signed;
}

export function isZeroBlock(block: Buffer): boolean {
  for (let index = 0; index < 512; index += 8) if (block[index] !== 0) return false;
  return block.every((byte) => byte === 0);
}
