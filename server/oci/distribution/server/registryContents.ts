import { type Digest, isDigest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { registryError } from "../protocol/registryError.ts";
import type { BlobRows } from "./blobRows.ts";
import type { FoundBlob, FoundManifest } from "./found.ts";
import type { ManifestRows, TagRow } from "./manifestRows.ts";
import { OwnImages } from "./ownImages.ts";
import type { Place } from "./place.ts";

export interface ContentStores {
  readonly images: ImageStore;
  readonly blobRows: BlobRows;
  readonly manifestRows: ManifestRows;
}

/** What a repository has: what was pushed to it, and the images of the workspace with its name. */
export class RegistryContents {
  readonly #stores: ContentStores;
  readonly #own: OwnImages;

  constructor(stores: ContentStores) {
    this.#stores = stores;
    this.#own = new OwnImages(stores.images);
  }

  /** By tag or digest. */
  manifest(place: Place, reference: string): FoundManifest | undefined {
    if (!isDigest(reference)) return this.#tagged(place, reference);
    return this.#pushed(place, reference) ?? this.#own.byDigest(place, reference);
  }

  blob(place: Place, digest: Digest): FoundBlob | undefined {
    const { images, blobRows } = this.#stores;
    const size = images.blobs.size(digest);
    if (size === undefined) return undefined;
    const isHere = blobRows.find(place, digest) !== undefined || this.#own.userOf(place, digest) !== undefined;
    return isHere ? { digest, size } : undefined;
  }

  /** In ASCII order; undefined if the repository is unknown. */
  tags(place: Place): string[] | undefined {
    const { images, manifestRows } = this.#stores;
    const names = new Set(images.list(place.workspace).flatMap((image) => image.tags));
    const pushed = manifestRows.tags(place).filter(({ name }) => name === undefined || names.has(name));
    const tags = new Set([...pushed.map(({ tag }) => tag), ...this.#own.tags(place)]);
    return tags.size === 0 && !manifestRows.knows(place) ? undefined : [...tags].sort();
  }

  /**
   * Removes a tag, and the image with its last name, or a manifest with all of its tags. False if it is not found. A
   * pushed manifest whose tag is gone can be pulled by its digest until it is swept.
   */
  removeManifest(place: Place, reference: string): boolean {
    if (isDigest(reference)) return this.#removeByDigest(place, reference);
    if (this.#tagged(place, reference) === undefined) return false;
    this.#removeTag(place, reference);
    return true;
  }

  /** False if it is not found. Throws a RegistryError if an image or a manifest still needs it. */
  removeBlob(place: Place, digest: Digest): boolean {
    const { blobRows, manifestRows } = this.#stores;
    if (this.blob(place, digest) === undefined) return false;
    const manifest = manifestRows.userOf(place, digest) ?? this.#own.userOf(place, digest);
    if (manifest === undefined) return blobRows.remove(place, digest);
    const message = `The blob belongs to the manifest ${manifest}. Delete that first.`;
    throw registryError("UNSUPPORTED", { message, detail: { manifest } });
  }

  #removeByDigest(place: Place, digest: Digest): boolean {
    const { manifestRows } = this.#stores;
    if (this.manifest(place, digest) === undefined) return false;
    const names = this.#own.namesOf(place, digest);
    const isOnlyPart = names.length === 0 && manifestRows.get(place, digest) === undefined;
    if (isOnlyPart || manifestRows.userOf(place, digest) !== undefined) throw partOfIndex(digest);
    for (const tag of manifestRows.tagsOf(place, digest)) this.#removePushedTag(place, tag);
    for (const name of names) this.#removeName(place, name);
    manifestRows.remove(place, digest);
    return true;
  }

  #removeTag(place: Place, tag: string): void {
    const { manifestRows } = this.#stores;
    const row = this.#validTag(place, tag);
    const name = row === undefined ? this.#own.nameOf(place, tag) : row.image?.name;
    manifestRows.removeTag(place, tag);
    if (name !== undefined) this.#removeName(place, name);
  }

  /** With its name in the workspace, unless another image has that name by now. */
  #removePushedTag(place: Place, tag: string): void {
    const { images, manifestRows } = this.#stores;
    const image = manifestRows.tag(place, tag)?.image;
    manifestRows.removeTag(place, tag);
    if (image === undefined || images.get(place.workspace, image.name)?.id !== image.id) return;
    this.#removeName(place, image.name);
  }

  #removeName({ workspace }: Place, name: string): void {
    const { images } = this.#stores;
    if (images.get(workspace, name) !== undefined) images.remove(workspace, name);
  }

  #tagged(place: Place, tag: string): FoundManifest | undefined {
    const row = this.#validTag(place, tag);
    if (row === undefined) return this.#document(this.#own.tagged(place, tag));
    const image = row.image && this.#stores.images.get(place.workspace, row.image.name);
    // A build or a person has given the name to another image since.
    return image !== undefined && image.id !== row.image?.id
      ? this.#own.document(image)
      : this.#pushed(place, row.digest);
  }

  #document(image: StoredImage | undefined): FoundManifest | undefined {
    return image && this.#own.document(image);
  }

  /** A pushed tag, unless its image was removed from the workspace. */
  #validTag(place: Place, tag: string): TagRow | undefined {
    const { images, manifestRows } = this.#stores;
    const row = manifestRows.tag(place, tag);
    const isGone = row?.image !== undefined && images.get(place.workspace, row.image.name) === undefined;
    return isGone ? undefined : row;
  }

  #pushed(place: Place, digest: Digest): FoundManifest | undefined {
    const { images, manifestRows } = this.#stores;
    const row = manifestRows.get(place, digest);
    if (row === undefined || !images.blobs.has(digest)) return undefined;
    return { digest, mediaType: row.mediaType, bytes: images.blobs.readAll(digest) };
  }
}

/** An image or an attestation that an index needs. */
function partOfIndex(digest: Digest): Error {
  const message = "The manifest belongs to an index. Delete the tag of that instead.";
  return registryError("UNSUPPORTED", { message, detail: { manifest: digest } });
}
