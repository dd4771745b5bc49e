import { type Digest, isDigest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { FoundBlob, FoundManifest } from "./found.ts";
import { OwnImages } from "./ownImages.ts";
import type { Place } from "./place.ts";

/** What can be pulled. */
export class RegistryContents {
  readonly #images: ImageStore;
  readonly #own: OwnImages;

  constructor(images: ImageStore) {
    this.#images = images;
    this.#own = new OwnImages(images);
  }

  /** By tag or digest. */
  manifest(place: Place, reference: string): FoundManifest | undefined {
    const image = isDigest(reference) ? this.#own.byManifest(place, reference) : this.#own.tagged(place, reference);
    return image && this.#ownManifest(image);
  }

  blob(place: Place, digest: Digest): FoundBlob | undefined {
    const size = this.#images.blobs.size(digest);
    if (size === undefined || this.#own.withBlob(place, digest) === undefined) return undefined;
    return { digest, size };
  }

  /** Layers are stored uncompressed, and are served as they are. */
  #ownManifest({ manifestDigest }: StoredImage): FoundManifest {
    return { digest: manifestDigest, mediaType: OCI_MANIFEST, bytes: this.#images.blobs.readAll(manifestDigest) };
  }
}
