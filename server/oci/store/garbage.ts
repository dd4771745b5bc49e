import { statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";

export interface Garbage {
  readonly blobs: number;
  /** Bytes freed. */
  readonly bytes: number;
}

export interface CollectOptions {
  /** Blobs touched more recently stay: an upload has blobs that nothing refers to yet. */
  readonly minAgeMs?: number;
  /** Stops between two blobs; blobs deleted by then stay deleted. */
  readonly signal?: AbortSignal;
}

const MIN_AGE_MS = 3600 * 1000;
/** Blobs per slice, before other work gets its turn. */
const SLICE = 64;

/**
 * Deletes the blobs that are not in `roots` and older than `minAgeMs`. The age is read again right before the deletion:
 * code that is about to use a blob touches it first.
 */
export async function collectGarbage(
  blobs: BlobStore,
  roots: Iterable<Digest>,
  { minAgeMs = MIN_AGE_MS, signal }: CollectOptions = {},
): Promise<Garbage> {
  const needed = new Set(roots);
  let looked = 0;
  let count = 0;
  let bytes = 0;
  for (const { digest, size } of blobs.list()) {
    looked += 1;
    if (looked % SLICE === 0) await nextTurn();
    if (signal?.aborted) break;
    if (needed.has(digest) || !isOlder(blobs.path(digest), minAgeMs)) continue;
    blobs.delete(digest);
    count += 1;
    bytes += size;
    await nextTurn();
  }
  return { blobs: count, bytes };
}

function isOlder(path: string, minAgeMs: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs <= Date.now() - minAgeMs;
}
