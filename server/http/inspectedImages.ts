import type { InspectedImage } from "#server/oci/inspect/inspectedImage.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";

/** Most entries of layers held in memory, for all images together. */
const CACHE_ENTRIES = 300_000;

function inspected(store: ImageStore, image: StoredImage): InspectedImage {
  return {
    id: image.id,
    tags: image.tags,
    repoDigests: [],
    config: image.config,
    layers: image.layers.map(({ diffId, size }) => ({ diffId, size, entries: indexLayer(store.blobs, diffId) })),
    ...(image.baseName === undefined ? {} : { baseName: image.baseName }),
    baseLayers: image.baseLayers ?? 0,
    provenance: image.provenance.map((row) => row ?? undefined),
    ...(image.source && { source: image.source }),
    lastTagTime: new Date(image.putAt).toISOString(),
  };
}

/** Images opened for inspection. Results are cached while the image is unchanged and there is room. */
export class InspectedImages {
  readonly #store: ImageStore;
  readonly #limit: number;
  readonly #cache: BoundedCache<string, InspectedImage>;

  /** `limit`: most entries of layers held in memory, for all images together; the newest image is kept in any case. */
  constructor(store: ImageStore, limit = CACHE_ENTRIES) {
    this.#store = store;
    this.#limit = limit;
    this.#cache = new BoundedCache(limit);
  }

  /** Throws a ProblemError: image/not-found, image/invalid. */
  open(workspace: string, ref: string): InspectedImage {
    const image = this.#store.require(workspace, ref);
    const key = JSON.stringify([
      workspace,
      image.id,
      image.manifestDigest,
      image.tags,
      image.putAt,
      image.source?.build,
    ]);
    const kept = this.#cache.get(key);
    if (kept !== undefined) return kept;
    const opened = inspected(this.#store, image);
    const weight = opened.layers.reduce((sum, layer) => sum + layer.entries.length, 1);
    // The newest stays, however large: it is likely to be viewed again.
    this.#cache.set(key, opened, Math.min(weight, this.#limit));
    return opened;
  }
}
