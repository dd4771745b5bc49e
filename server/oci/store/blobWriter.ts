import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { storeError } from "#server/storage/storeFullError.ts";
import { hasher } from "./digest.ts";
import { WriteBuffer } from "./writeBuffer.ts";

/** Writes and hashes one blob in one pass. It appears under its digest on `finish`. */
export interface BlobWriter {
  /** Bytes so far. */
  readonly size: number;
  /** Copies the bytes, so the caller may reuse the buffer; small pieces are buffered. */
  write(chunk: Uint8Array): void;
  /**
   * Puts the blob into the store. With `expected`, throws a ProblemError (blob/mismatch) and keeps nothing if the
   * content has another digest.
   */
  finish(expected?: Digest): Digest;
  /** Discards the blob; does nothing after `finish`. */
  abort(): void;
}

/** `path` maps a digest to its file, `temporary` is a free path on the same file system. Throws StoreFullError. */
export function openBlobWriter(place: { path: (digest: Digest) => string; temporary: string }): BlobWriter {
  const sha = hasher();
  let fd: number | undefined;

  const buffer = new WriteBuffer((bytes) => {
    sha.update(bytes);
    fd ??= fs.openSync(place.temporary, "wx", 0o644);
    let done = 0;
    while (done < bytes.length) done += fs.writeSync(fd, bytes, done);
  });
  const abort = () => {
    buffer.release();
    if (fd !== undefined) fs.closeSync(fd);
    fd = undefined;
    fs.rmSync(place.temporary, { force: true });
  };
  const guarded = (action: () => void) => {
    try {
      action();
    } catch (error) {
      abort();
      throw storeError(error);
    }
  };

  return {
    get size() {
      return sha.size + buffer.used;
    },
    write(chunk) {
      guarded(() => buffer.write(chunk));
    },
    finish(expected) {
      guarded(() => buffer.flush());
      buffer.release();
      const digest = sha.finish();
      if (expected !== undefined && digest !== expected) {
        abort();
        throw problemError("blob/mismatch", `The digest of the content is ${digest}, not ${expected}.`);
      }
      guarded(() => {
        if (fd !== undefined) fs.closeSync(fd);
        fd = undefined;
        fs.renameSync(place.temporary, place.path(digest));
      });
      return digest;
    },
    abort,
  };
}
