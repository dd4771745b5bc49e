import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { type ImageDocuments, imageDocuments, namedDocument } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
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
    return namedDocument(this.#images.blobs, imageDocuments(this.#images, image));
  }

  /** A manifest or an index. */
  byDigest(place: Place, digest: Digest): FoundManifest | undefined {
    for (const { index, images, attestations } of this.#documents(place)) {
      if (index?.digest === digest) return index;
      const found = [...images, ...attestations].find((one) => one.digest === digest);
      if (found !== undefined) return { mediaType: found.mediaType, digest, bytes: this.#images.blobs.readAll(digest) };
    }
    return undefined;
  }

  /** The names of a manifest or an index. */
  namesOf(place: Place, digest: Digest): string[] {
    return this.tags(place).flatMap((tag) => {
      const image = this.tagged(place, tag);
      return image !== undefined && this.document(image).digest === digest ? (this.nameOf(place, tag) ?? []) : [];
    });
  }

  /** In no order. */
  tags(place: Place): string[] {
    return [...new Set([...this.#named(place)].flatMap(({ tags }) => tags))];
  }

  /** The manifest that names a blob. */
  userOf(place: Place, digest: Digest): Digest | undefined {
    for (const { images, attestations } of this.#documents(place)) {
      const user = [...images, ...attestations].find(({ blobs }) => blobs.some((blob) => blob.digest === digest));
      if (user !== undefined) return user.digest;
    }
    return undefined;
  }

  *#documents(place: Place): Generator<ImageDocuments> {
    for (const { id } of this.#named(place)) {
      const image = this.#images.get(place.workspace, id);
      if (image !== undefined) yield imageDocuments(this.#images, image);
    }
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
