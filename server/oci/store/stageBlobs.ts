import { rmSync } from "node:fs";
import { type BlobStore, openBlobStore } from "./blobStore.ts";

/**
 * Runs `work` with a store of its own, on the file system of the one that its blobs may be moved to. What was not moved is
 * deleted: nothing of an upload that is refused has ever been in the store itself, where others may have found it.
 */
export async function stageBlobs<Result>(
  blobs: BlobStore,
  work: (staged: BlobStore) => Promise<Result>,
): Promise<Result> {
  const staged = openBlobStore(blobs.temporaryPath());
  try {
    return await work(staged);
  } finally {
    rmSync(staged.dir, { recursive: true, force: true });
  }
}
