import type { Digest } from "#contract/names/digest.ts";
import type { ImageStore } from "./imageStore.ts";

/** The bytes that may be added to what lasts, images and `others`, before it has `limit` bytes; 0 if there are none. */
export function freeBytes(
  images: Pick<ImageStore, "blobs" | "lastingBlobs">,
  limit: number,
  others: Iterable<Digest> = [],
): number {
  const kept = new Set([...images.lastingBlobs(), ...others]);
  const free = [...kept].reduce((left, digest) => left - (images.blobs.size(digest) ?? 0), limit);
  return Math.max(0, free);
}
