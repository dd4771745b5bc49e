import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { BuildBudget } from "./buildBudget.ts";

/** The store as one build writes to it: each piece counts against the limit. Writers throw build/disk. */
export function limitedBlobs(blobs: BlobStore, budget: BuildBudget): BlobStore {
  return {
    ...blobs,
    writer() {
      const writer = blobs.writer();
      return {
        get size() {
          return writer.size;
        },
        write(chunk) {
          budget.write(chunk.length);
          writer.write(chunk);
        },
        finish: (expected) => writer.finish(expected),
        abort: () => writer.abort(),
      };
    },
  };
}
