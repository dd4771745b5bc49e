import { numberAt, wholeBlocks } from "./tarBlock.ts";

/** Stored bytes of a file and their offsets in it; everything else is zeros. */
export interface Piece {
  readonly at: number;
  readonly bytes: Buffer;
}

export interface Content {
  /** As a reader of the file sees it, holes included. */
  readonly size: number;
  readonly pieces: readonly Piece[];
}

export function wholeContent(bytes: Buffer): Content {
  return { size: bytes.length, pieces: [{ at: 0, bytes }] };
}

/** `numbers`: offset and length of each piece in turn; their bytes are consecutive in `stored`. */
export function sparseContent(size: number, numbers: readonly number[], stored: Buffer): Content {
  const pieces: Piece[] = [];
  let from = 0;
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const length = numbers[index + 1] ?? 0;
    pieces.push({ at: numbers[index] ?? 0, bytes: stored.subarray(from, from + length) });
    from += length;
  }
  return { size, pieces };
}

/** GNU's old map: four pairs in the header, 21 in each block after it. */
export function oldSparseNumbers(block: Buffer, offset: number, pairs: number): number[] {
  return Array.from({ length: pairs }, (_, index) => offset + index * 24)
    .filter((place) => block[place] !== 0)
    .flatMap((place) => [numberAt(block, place, 12), numberAt(block, place + 12, 12)]);
}

/** Pax 1.0: the map is decimal lines before the content, padded to whole blocks. */
export function contentAfterMap(size: number, stored: Buffer): Content {
  const lines = stored.toString("latin1").split("\n");
  const count = 1 + 2 * Number(lines[0]);
  const map = lines.slice(0, count);
  const length = wholeBlocks(map.join("\n").length + 1);
  return sparseContent(size, map.slice(1).map(Number), stored.subarray(length));
}

/** Pax 0.0 repeats two keys, 0.1 has all numbers in one. */
export function paxSparseNumbers(pairs: readonly (readonly [string, Buffer])[]): number[] {
  const joined = pairs.findLast(([key]) => key === "GNU.sparse.map")?.[1].toString();
  if (joined !== undefined) return joined.split(",").map(Number);
  return pairs
    .filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes")
    .map(([, value]) => Number(value.toString()));
}

/** The first `limit` bytes, holes filled; those of a whole file are not copied. */
export function startOf({ size, pieces }: Content, limit: number): Buffer {
  const length = Math.min(size, limit);
  const [first, ...others] = pieces;
  if (first?.at === 0 && others.length === 0 && first.bytes.length >= length) return first.bytes.subarray(0, length);
  const bytes = Buffer.alloc(length);
  for (const piece of pieces) if (piece.at < bytes.length) piece.bytes.copy(bytes, piece.at);
  return bytes;
}

export function isSameContent(a: Content, b: Content): boolean {
  return a.size === b.size && startOf(a, a.size).equals(startOf(b, b.size));
}
