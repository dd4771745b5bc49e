import type { Digest } from "#contract/names/digest.ts";
import type { PullStore } from "#server/oci/distribution/pullImage.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { keepReceived } from "#server/oci/store/receivedDocuments.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { TransferStores } from "./transferStores.ts";

/**
 * Where an image is kept that was pulled with a person's own login: only with their images, because nobody else may have
 * access to it. Layers count as stored only if this owner has had their blobs.
 */
export function personalStore({ images, layerBlobs, pulls }: TransferStores, owner: string): PullStore {
  const { blobs } = images;
  return {
    blobs,
    pulled(reference, platform) {
      const row = pulls.get(owner, reference, platform);
      const image = row && images.get(owner, row.id);
      return image && row && pulledImage(image, { reference, platform, digest: row.digest });
    },
    keepPulled({ config, layers, reference, platform, digest, received }) {
      const image = adoptImage(images, owner, { config, layers, tags: [] });
      if (received !== undefined) keepReceived(blobs, image.id, owner, received);
      return pulledImage(image, { reference, platform, ...(digest !== undefined && { digest }) });
    },
    layerOf(digest) {
      const diffId = layerBlobs.diffIdOf(owner, digest);
      return diffId !== undefined && blobs.touch(diffId) ? diffId : undefined;
    },
    // Remembered with its repository when the pull has ended.
    rememberLayer: () => undefined,
  };
}

/**
 * The store of all owners, with the layers that this owner has had. A layer that is there already is kept from a sweep
 * until the image needs it.
 */
export function sharedStore({ images, layerBlobs }: TransferStores, owner: string): TransferStores["images"] {
  return {
    ...images,
    layerOf(digest) {
      const diffId = images.layerOf(digest) ?? layerBlobs.diffIdOf(owner, digest);
      return diffId !== undefined && images.blobs.touch(diffId) ? diffId : undefined;
    },
  };
}

function pulledImage(
  { id, layers, config, configBytes, size, putAt }: StoredImage,
  source: { readonly reference: string; readonly platform: string; readonly digest?: Digest },
): PulledImage {
  return { id, layers, config, configBytes, size, origin: "registry", pulledAt: putAt, ...source };
}
