import * as fs from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Digest } from "#contract/names/digest.ts";
import { storeError } from "#server/storage/storeFullError.ts";
import type { BlobWriter } from "./blobWriter.ts";
import { openBlobWriter } from "./blobWriter.ts";
import { digestOf, hexOf } from "./digest.ts";
import { removeLeftovers, temporaryName } from "./temporaryFiles.ts";

export interface BlobInfo {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch; renewed whenever the same content is put again. */
  readonly touchedAt: number;
}

/**
 * Bytes by their sha256, one file each. Several processes may open the same folder: a blob is always complete, because
 * it is written elsewhere and renamed. Most calls are synchronous: they take microseconds, and a fully cached build
 * consists of them.
 */
export interface BlobStore {
  readonly dir: string;
  /** The path of a blob, whether or not it exists. */
  path(digest: Digest): string;
  /** The path of a file derived from a blob, stored beside it and deleted with it. */
  sidePath(digest: Digest, suffix: string): string;
  has(digest: Digest): boolean;
  /** The same, and renews its time, so that a running garbage collection keeps it. */
  touch(digest: Digest): boolean;
  /** Bytes, or undefined if it is not found. */
  size(digest: Digest): number | undefined;
  /** `end` is inclusive, as in fs.createReadStream. */
  readStream(digest: Digest, range?: { start?: number; end?: number }): Readable;
  /** Up to `length` bytes at `start`; shorter at the end of the blob. */
  readBytes(digest: Digest, start: number, length: number): Buffer;
  /** The whole blob. Throws a RangeError if it is larger than `limit` bytes. */
  readAll(digest: Digest, limit?: number): Buffer;
  /** An open file descriptor for many reads; close it with fs.closeSync. */
  open(digest: Digest): number;
  writer(): BlobWriter;
  put(bytes: Uint8Array | string): Digest;
  /** Writes a side file at once (tmp + rename). */
  putSide(digest: Digest, suffix: string, bytes: Uint8Array | string): void;
  /** A new path on the same file system, for files that are renamed into place; removed at the next start if left. */
  temporaryPath(): string;
  /**
   * Moves a blob here, with what is beside it, from a store on the same file system. It is touched. Throws if neither has it.
   */
  moveFrom(store: BlobStore, digest: Digest): void;
  /** Side files are deleted first: a kill in between leaves a blob for the next garbage collection. */
  delete(digest: Digest): void;
  list(): Generator<BlobInfo>;
}

const DEFAULT_LIMIT = 64 * 1024 * 1024;
const SIDE_SUFFIXES = [".index", ".context", ".digests", ".compressed", ".received"];

/** Opens or creates the store in `dir`, and removes unfinished files of dead processes. Throws on I/O errors. */
export function openBlobStore(dir: string): BlobStore {
  const blobs = join(dir, "sha256");
  const temporary = join(dir, "tmp");
  fs.mkdirSync(blobs, { recursive: true });
  fs.mkdirSync(temporary, { recursive: true });
  removeLeftovers(temporary);
  const path = (digest: Digest) => join(blobs, hexOf(digest));
  const temporaryPath = () => join(temporary, temporaryName());

  return {
    dir,
    path,
    temporaryPath,
    sidePath: (digest, suffix) => path(digest) + suffix,
    has: (digest) => fs.existsSync(path(digest)),
    touch: (digest) => touch(path(digest)),
    size: (digest) => fs.statSync(path(digest), { throwIfNoEntry: false })?.size,
    readStream: (digest, range = {}) => fs.createReadStream(path(digest), { highWaterMark: 256 * 1024, ...range }),
    readBytes: (digest, start, length) => readRange(path(digest), start, length),
    readAll: (digest, limit = DEFAULT_LIMIT) => readWhole(path(digest), limit),
    open: (digest) => fs.openSync(path(digest), "r"),
    writer: () => openBlobWriter({ path, temporary: temporaryPath() }),
    put: (bytes) => {
      const digest = digestOf(bytes);
      if (!touch(path(digest))) writeWhole(temporaryPath(), path(digest), bytes);
      return digest;
    },
    putSide: (digest, suffix, bytes) => writeWhole(temporaryPath(), path(digest) + suffix, bytes),
    moveFrom: (store, digest) => {
      if (store.touch(digest)) move(store.path(digest), path(digest));
      else if (!touch(path(digest))) throw new Error(`${digest} is in neither store`);
      for (const suffix of SIDE_SUFFIXES) {
        const side = store.sidePath(digest, suffix);
        if (fs.existsSync(side)) move(side, path(digest) + suffix);
      }
    },
    delete: (digest) => {
      for (const suffix of SIDE_SUFFIXES) fs.rmSync(path(digest) + suffix, { force: true });
      fs.rmSync(path(digest), { force: true });
    },
    list: () => listBlobs(blobs),
  };
}

function readRange(path: string, start: number, length: number): Buffer {
  const fd = fs.openSync(path, "r");
  try {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const count = fs.readSync(fd, bytes, read, length - read, start + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  } finally {
    fs.closeSync(fd);
  }
}

function readWhole(path: string, limit: number): Buffer {
  const { size } = fs.statSync(path);
  if (size > limit) throw new RangeError(`the blob has ${size} bytes, more than the limit of ${limit}`);
  return fs.readFileSync(path);
}

/** Renews the time of a file, so that a running garbage collection keeps it; false if it is not found. */
function touch(path: string): boolean {
  try {
    const now = Date.now() / 1000;
    fs.utimesSync(path, now, now);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    // Owned by another user: it exists, but its time can't be changed.
    if (error instanceof Error && "code" in error && error.code === "EPERM") return true;
    throw error;
  }
}

function writeWhole(temporary: string, path: string, bytes: Uint8Array | string): void {
  try {
    fs.writeFileSync(temporary, bytes);
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw storeError(error);
  }
}

function move(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    throw storeError(error);
  }
}

function* listBlobs(blobs: string): Generator<BlobInfo> {
  for (const name of fs.readdirSync(blobs)) {
    if (!/^[0-9a-f]{64}$/.test(name)) continue;
    const stat = fs.statSync(join(blobs, name), { throwIfNoEntry: false });
    if (stat !== undefined) yield { digest: `sha256:${name}`, size: stat.size, touchedAt: stat.mtimeMs };
  }
}
