import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
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
  readonly #images: Pick<ImageStore, "get" | "list">;

  constructor(images: Pick<ImageStore, "get" | "list">) {
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

  /** The names of a manifest. */
  namesOf(place: Place, digest: Digest): string[] {
    return this.tags(place)
      .filter((tag) => this.tagged(place, tag)?.manifestDigest === digest)
      .flatMap((tag) => this.nameOf(place, tag) ?? []);
  }

  /** In no order. */
  tags(place: Place): string[] {
    return [...new Set([...this.#named(place)].flatMap(({ tags }) => tags))];
  }

  /** By the digest of the manifest. */
  byManifest(place: Place, digest: Digest): StoredImage | undefined {
    return this.#find(place, (image) => image.manifestDigest === digest);
  }

  /** An image that has a configuration or a layer with this digest. */
  withBlob(place: Place, digest: Digest): StoredImage | undefined {
    return this.#find(place, ({ id, layers }) => id === digest || layers.some(({ diffId }) => diffId === digest));
  }

  #find(place: Place, suits: (image: StoredImage) => boolean): StoredImage | undefined {
    for (const { id } of this.#named(place)) {
      const image = this.#images.get(place.workspace, id);
      if (image !== undefined && suits(image)) return image;
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
