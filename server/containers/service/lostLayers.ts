import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ContainerRecord } from "./containerRecord.ts";

/** Whether a power cut took a layer below a container; its own files are kept. */
export function hasLostLayers({ layers }: ContainerRecord, blobs: Pick<BlobStore, "has">): boolean {
  return !layers.every((layer) => blobs.has(layer));
}

/** Throws image/not-found if a layer below the container is lost. */
export function requireLayers(record: ContainerRecord, blobs: Pick<BlobStore, "has">): void {
  if (!hasLostLayers(record, blobs)) return;
  const { name, image } = record.container;
  throw problemError("image/not-found", `A layer of ${image.ref}, the image of container ${name}, is lost.`, {
    next: `Pull ${image.ref} or build it again: the container still has its own files.`,
  });
}
