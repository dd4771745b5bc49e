import type { AbsentPart } from "#contract/share.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ShareManifest } from "./shareManifest.ts";

/** What a share lacks: what did not fit, and what the disk has lost since. */
export function absentParts({ parts, leftOut, blobs }: ShareManifest, store: Pick<BlobStore, "has">): AbsentPart[] {
  return [
    ...leftOut.map((place): AbsentPart => ({ ...place, why: "too-large" })),
    ...parts
      .filter(({ digest }) => !store.has(digest))
      .map(({ digest: _digest, size: _size, ...place }): AbsentPart => ({ ...place, why: "lost" })),
    ...blobs
      .filter(({ digest }) => !store.has(digest))
      .map(({ path }): AbsentPart => ({ part: "file", path, why: "lost" })),
  ];
}
