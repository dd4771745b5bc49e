import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { otherImages, storedIndex } from "#server/oci/store/imageIndex.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import type { FoundManifest } from "./found.ts";
import type { Place } from "./place.ts";

/** The workspace's name for an image that the registry's clients call `localhost:8080/app:1`. */
export function hostedName({ host, repository }: Place, tag: string): string {
  return `${host}/${repository}:${tag}`;
}

/**
 * The images of a workspace as a registry's. `localhost:8080/app:1` is the image of that name, or else `app:1`, so an
 * image that was built here can be pulled without another name.
 */
export class OwnImages {
  readonly #images: Pick<ImageStore, "blobs" | "get" | "list">;

  constructor(images: Pick<ImageStore, "blobs" | "get" | "list">) {
    this.#images = images;
  }

  tagged(place: Place, tag: string): StoredImage | undefined {
    const name = this.nameOf(place, tag);
    return name === undefined ? undefined : this.#images.get(place.workspace, name);
  }

  /** The name of the image that a tag stands for. */
  nameOf(place: Place, tag: string): string | undefined {
    const names = [hostedName(place, tag), `${place.repository}:${tag}`];
    return names.find((name) => this.#images.get(place.workspace, name) !== undefined);
  }

  /** What an image with a name is served as: its index, or else its manifest. */
  document(image: StoredImage): FoundManifest {
    const index = storedIndex(this.#images, image);
    return index === undefined ? this.#manifest(image) : { mediaType: OCI_INDEX, ...index };
  }

  /** A manifest or an index. */
  byDigest(place: Place, digest: Digest): FoundManifest | undefined {
    const image = this.#find(place, ({ manifestDigest }) => manifestDigest === digest);
    if (image !== undefined) return this.#manifest(image);
    const whole = this.#find(place, (one) => storedIndex(this.#images, one)?.digest === digest);
    return whole && this.document(whole);
  }

  /** The names of a manifest or an index. */
  namesOf(place: Place, digest: Digest): string[] {
    return this.tags(place).flatMap((tag) => {
      const image = this.tagged(place, tag);
      return image !== undefined && this.document(image).digest === digest ? (this.nameOf(place, tag) ?? []) : [];
    });
  }

  /** Layers are stored and served uncompressed. */
  #manifest({ manifestDigest: digest }: StoredImage): FoundManifest {
    return { digest, mediaType: OCI_MANIFEST, bytes: this.#images.blobs.readAll(digest) };
  }

  /** In no order. */
  tags(place: Place): string[] {
    return [...new Set([...this.#named(place)].flatMap(({ tags }) => tags))];
  }

  /** An image that has a configuration or a layer with this digest. */
  withBlob(place: Place, digest: Digest): StoredImage | undefined {
    return this.#find(place, ({ id, layers }) => id === digest || layers.some(({ diffId }) => diffId === digest));
  }

  #find(place: Place, suits: (image: StoredImage) => boolean): StoredImage | undefined {
    for (const { id } of this.#named(place)) {
      const image = this.#images.get(place.workspace, id);
      if (image === undefined) continue;
      const found = [image, ...otherImages(this.#images, image)].find(suits);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The images with names in the repository, and their tags there. */
  *#named(place: Place): Generator<{ readonly id: Digest; readonly tags: readonly string[] }> {
    const prefixes = [hostedName(place, ""), familiarPrefix(place.repository)];
    for (const { id, tags: names } of this.#images.list(place.workspace)) {
      const tags = names.flatMap((name) => tagIn(name, prefixes) ?? []);
      if (tags.length > 0) yield { id, tags };
    }
  }
}

/** The remainder of a name after one of the prefixes, which end with a colon. */
function tagIn(name: string, prefixes: readonly string[]): string | undefined {
  const prefix = prefixes.find((start) => name.startsWith(start));
  return prefix === undefined ? undefined : name.slice(prefix.length);
}
/** `library/busybox` is `busybox:` in the names of images. */
function familiarPrefix(repository: string): string {
  const parsed = parseReference(`${repository}:x`);
  return parsed.ok ? familiarName(parsed.reference).slice(0, -1) : `${repository}:`;
}
