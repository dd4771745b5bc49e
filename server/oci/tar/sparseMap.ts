import type { PaxRecords } from "./paxRecords.ts";
import { paxNumber, paxText } from "./paxRecords.ts";
import type { SparsePart } from "./tarEntry.ts";
import { TarError } from "./tarEntry.ts";
import { readNumber } from "./tarFields.ts";

export const MAX_SPARSE_PARTS = 100_000;

/**
 * The sparse map that pax 1.0 puts before the content: decimal lines, padded to a block. `bytes` is the start of the
 * `stored` bytes of a file of `size` bytes. Undefined while more is needed.
 */
export function sparseMapInContent(
  bytes: Buffer,
  size: number,
  stored: number,
): { parts: SparsePart[]; length: number } | undefined {
  const numbers: number[] = [];
  let position = 0;
  for (let wanted = 1; numbers.length < wanted; ) {
    const end = bytes.indexOf(0x0a, position);
    if (end === -1) {
      if (bytes.length - position > 32) throw new TarError("A sparse map is malformed.");
      return undefined;
    }
    const number = Number(bytes.toString("latin1", position, end));
    if (!Number.isSafeInteger(number) || number < 0) throw new TarError("A sparse map is malformed.");
    if (numbers.length === 0) wanted = 1 + number * 2;
    if (wanted > MAX_SPARSE_PARTS) throw new TarError("A sparse file has too many parts.");
    numbers.push(number);
    position = end + 1;
  }
  const length = Math.ceil(position / 512) * 512;
  if (bytes.length < length) return undefined;
  return { parts: checkedParts(pairs(numbers.slice(1)), size, stored - length), length };
}

/** Checks that the parts are in order, inside the file, and add up to the stored size. */
export function checkedParts(parts: readonly SparsePart[], size: number, stored: number): SparsePart[] {
  let end = 0;
  let sum = 0;
  for (const { at, length } of parts) {
    if (at < end || length < 0 || at + length > size) throw new TarError("A sparse map is out of order.");
    end = at + length;
    sum += length;
  }
  if (sum !== stored) throw new TarError("A sparse map does not match the stored data.");
  return parts.filter((part) => part.length > 0);
}

/** Entries of a map in GNU's old format. */
export function readParts(block: Buffer, offset: number, count: number): SparsePart[] {
  const parts: SparsePart[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = offset + index * 24;
    if (block[place] === 0) break;
    parts.push({ at: readNumber(block, [place, 12]), length: readNumber(block, [place + 12, 12]) });
  }
  return parts;
}

/** GNU's pax sparse formats: 0.0 and 0.1 have the map in records, 1.0 at the start of the content. */
export function paxSparse(pax: PaxRecords): { size: number; parts?: SparsePart[] } | undefined {
  const size = paxNumber(pax, "GNU.sparse.realsize") ?? paxNumber(pax, "GNU.sparse.size");
  if (size === undefined) return undefined;
  if (size < 0 || !Number.isSafeInteger(size)) throw new TarError("The size of a sparse file is not valid.");
  const map = paxText(pax, "GNU.sparse.map");
  if (map !== undefined) return { size, parts: pairs(map.split(",").map(Number)) };
  if (paxText(pax, "GNU.sparse.major") === "1") return { size };
  if (paxNumber(pax, "GNU.sparse.numblocks") === 0) return { size, parts: [] };
  throw new TarError("A sparse file has no readable map.");
}

function pairs(numbers: readonly number[]): SparsePart[] {
  const parts: SparsePart[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [at, length] = [numbers[index] ?? Number.NaN, numbers[index + 1] ?? Number.NaN];
    if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length)) throw new TarError("A sparse map is malformed.");
    parts.push({ at, length });
  }
  return parts;
}
