import type { Digest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireLayerIndex } from "#server/oci/store/layerIndex.ts";
import { requireFitting } from "./imageBounds.ts";
import { keepLayer } from "./layerDownload.ts";
import { PullRoom } from "./pullRoom.ts";
import type { PullLimits } from "./registrySettings.ts";

/** A layer's blob in the store, compressed or not. */
export interface PackedLayer {
  readonly digest: Digest;
  readonly size: number;
}

/**
 * Unpacks and checks the layers of an image, whose blobs are in the store. Throws a ProblemError (registry/…, image/…,
 * store/full).
 */
export async function unpackLayers(
  images: Pick<ImageStore, "blobs" | "layerOf" | "rememberLayer">,
  image: { readonly name: string; readonly layers: readonly PackedLayer[]; readonly diffIds: readonly Digest[] },
  limits: PullLimits,
): Promise<void> {
  const { name, layers, diffIds } = image;
  requireFitting(name, { layers }, diffIds, limits);
  const room = new PullRoom(name, limits.maxImageBytes);
  for (const [index, { digest }] of layers.entries()) {
    const diffId = diffIds[index];
    if (diffId === undefined || (images.layerOf(digest) === diffId && images.blobs.touch(diffId))) continue;
    if (digest === diffId) keepPlainLayer(images, diffId, room);
    else await keepLayer(images, images.blobs.readStream(digest), { digest, diffId, room });
  }
}

/** The layer is stored already. */
function keepPlainLayer(images: Pick<ImageStore, "blobs" | "rememberLayer">, diffId: Digest, room: PullRoom): void {
  room.unpack(images.blobs.size(diffId) ?? 0);
  requireLayerIndex(images.blobs, diffId);
  images.rememberLayer(diffId, diffId);
}
