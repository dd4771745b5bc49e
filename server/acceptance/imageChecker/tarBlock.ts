import { nameText } from "./nameText.ts";

export const BLOCK = 512;

/** Text up to the first NUL. */
export function textAt(block: Uint8Array, offset: number, length: number): string {
  const field = block.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return nameText(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits, or GNU's two's complement if the first bit is set. */
export function numberAt(block: Uint8Array, offset: number, length: number): number {
  const field = block.subarray(offset, offset + length);
  const first = field[0] ?? 0;
  if (first < 0x80) return Number.parseInt(`0${textAt(block, offset, length).trim()}`, 8);
  const bits = BigInt(`0x${Buffer.from(field).toString("hex")}`);
  const width = BigInt(8 * length);
  const value = first === 0x80 ? bits & ((1n << (width - 1n)) - 1n) : BigInt.asIntN(Number(width), bits);
  return Number(value);
}

export function isEmptyBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

export function wholeBlocks(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

/** Repeated `LENGTH KEY=VALUE\n`. Sparse maps of format 0.0 repeat their keys, so this is a list. */
export function paxPairs(bytes: Buffer): (readonly [key: string, value: Buffer])[] {
  const pairs: (readonly [string, Buffer])[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.toString("latin1", at, at + 20), 10);
    if (!(length > 0)) throw new Error("a pax header is broken");
    const record = bytes.subarray(bytes.indexOf(" ", at) + 1, at + length - 1);
    const equals = record.indexOf("=");
    pairs.push([record.toString("utf8", 0, equals), record.subarray(equals + 1)]);
    at += length;
  }
  return pairs;
}
