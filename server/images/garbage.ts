import type { Digest } from "#contract/digest.ts";
import type { BlobStore } from "./blobStore.ts";

export interface Garbage {
  readonly blobs: number;
  /** Bytes freed. */
  readonly bytes: number;
}

/** A build that runs now has blobs that nothing names yet: what was touched this recently stays. */
const MIN_AGE_MS = 3600 * 1000;

/** Deletes the blobs that are not in `roots` and older than `minAgeMs`. */
export function collectGarbage(blobs: BlobStore, roots: Iterable<Digest>, minAgeMs = MIN_AGE_MS): Garbage {
  const needed = new Set(roots);
  const newest = Date.now() - minAgeMs;
  let count = 0;
  let bytes = 0;
  for (const blob of blobs.list()) {
    if (needed.has(blob.digest) || blob.touchedAt > newest) continue;
    blobs.delete(blob.digest);
    count += 1;
    bytes += blob.size;
  }
  return { blobs: count, bytes };
}
