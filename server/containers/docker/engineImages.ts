import { Readable } from "node:stream";
import type Docker from "dockerode";
import type { Digest } from "#contract/names/digest.ts";
import { type ArchivedImage, imageArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { engineProblem, ignoreMissing, refusalOf } from "./engineErrors.ts";
import type { EngineNames } from "./engineNames.ts";

export interface EngineImagesOptions {
  readonly docker: Docker;
  readonly names: EngineNames;
  readonly blobs: BlobStore;
}

/** Images without a container that stay, so that the next `docker run --rm` needs no load. */
const MOST_UNUSED = 3;

/** Our images on an engine: each is sent once, named by its digest, and removed when no container needs it. */
export class EngineImages {
  readonly #options: EngineImagesOptions;
  readonly #loading = new Map<Digest, Promise<void>>();
  /** The one used last is at the end. */
  readonly #used = new Set<Digest>();

  constructor(options: EngineImagesOptions) {
    this.#options = options;
  }

  /** Its name on the engine, where it is now. */
  async ensure(image: Omit<ArchivedImage, "tags">): Promise<string> {
    const { id } = image;
    const loading = this.#loading.get(id) ?? this.#ensure(image).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    await loading;
    this.#used.delete(id);
    this.#used.add(id);
    return this.#options.names.image(id);
  }

  /** Removes those that no container needs, but for the last few; all with `most` 0. */
  async trim(needed: ReadonlySet<string>, most = MOST_UNUSED): Promise<void> {
    const { docker, names } = this.#options;
    const filters = { reference: [names.repository] };
    const images = await docker.listImages({ filters: JSON.stringify(filters) });
    const recent = [...this.#used].map((id) => names.image(id)).filter((name) => !needed.has(name));
    const kept = new Set([...needed, ...(most === 0 ? [] : recent.slice(-most))]);
    const own = images
      .flatMap(({ RepoTags }) => RepoTags ?? [])
      .filter((name) => name.startsWith(`${names.repository}:`));
    for (const name of own) if (!kept.has(name)) await ignoreMissing(docker.getImage(name).remove());
  }

  async #ensure(image: Omit<ArchivedImage, "tags">): Promise<void> {
    const { docker, names, blobs } = this.#options;
    const name = names.image(image.id);
    try {
      await docker.getImage(name).inspect();
      return;
    } catch (error) {
      if (refusalOf(error)?.status !== 404) throw engineProblem(error);
    }
    const { chunks } = imageArchive(blobs, { ...image, tags: [name] });
    try {
      const answer = await docker.loadImage(Readable.from(chunks, { objectMode: false }), { quiet: true });
      // Loaded when its answer has ended.
      for await (const _chunk of answer);
      await docker.getImage(name).inspect();
    } catch (error) {
      throw engineProblem(error);
    }
  }
}
