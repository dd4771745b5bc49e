import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import type { LayerEntry } from "./layerEntry.ts";

/** A file's bytes: where they are in a layer. */
export interface FileContent {
  readonly layer: Digest;
  readonly entry: Pick<LayerEntry, "offset" | "size" | "sparse">;
}

const PIECE = 1024 * 1024;

/** Up to `length` bytes of a file from `start`, holes filled. For previews and small files. */
export function readContent(store: BlobStore, file: FileContent, start = 0, length = file.entry.size): Buffer {
  const end = Math.min(file.entry.size, start + length);
  if (end <= start) return Buffer.alloc(0);
  if (file.entry.sparse === undefined) return store.readBytes(file.layer, file.entry.offset + start, end - start);
  const bytes = Buffer.alloc(end - start);
  for (const { at, length: partLength, offset } of storedParts(file.entry)) {
    const from = Math.max(at, start);
    const to = Math.min(at + partLength, end);
    if (from < to) store.readBytes(file.layer, offset + from - at, to - from).copy(bytes, from - start);
  }
  return bytes;
}

/** A file's bytes in pieces of at most 1 MiB, each a new buffer: a stream may read ahead. Holds little in memory. */
export function* contentPieces(store: BlobStore, file: FileContent): Generator<Uint8Array> {
  if (file.entry.size <= PIECE) {
    if (file.entry.size > 0) yield readContent(store, file);
    return;
  }
  if (file.entry.sparse !== undefined) {
    for (let at = 0; at < file.entry.size; at += PIECE) yield readContent(store, file, at, PIECE);
    return;
  }
  const fd = store.open(file.layer);
  try {
    const { offset, size } = file.entry;
    let read = 0;
    for (const piece of descriptorPieces(fd, offset, size)) {
      read += piece.length;
      yield piece;
    }
    if (read < size) throw new Error(`layer ${file.layer} is shorter than its index says`);
  } finally {
    fs.closeSync(fd);
  }
}

/** Up to `size` bytes of an open file from `start`, like `contentPieces`; fewer at the end of the file. */
export function* descriptorPieces(fd: number, start: number, size: number): Generator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE, size - at));
    const count = fs.readSync(fd, buffer, 0, buffer.length, start + at);
    if (count === 0) return;
    at += count;
    yield buffer.subarray(0, count);
  }
}

/**
 * Passes the same pieces to `take`, all in one buffer, which saves a third of the time for large files: a piece is
 * overwritten once `take` returns. Returns the number of bytes.
 */
export function lendPieces(fd: number, start: number, size: number, take: (piece: Uint8Array) => void): number {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, size));
  let at = 0;
  while (at < size) {
    const count = fs.readSync(fd, buffer, 0, Math.min(buffer.length, size - at), start + at);
    if (count === 0) break;
    at += count;
    take(buffer.subarray(0, count));
  }
  return at;
}

function* storedParts(entry: FileContent["entry"]): Generator<{ at: number; length: number; offset: number }> {
  let offset = entry.offset;
  for (const part of entry.sparse ?? []) {
    yield { ...part, offset };
    offset += part.length;
  }
}
