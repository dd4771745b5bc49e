import { type InspectedImage, weightOf } from "#server/oci/inspect/inspectedImage.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { type BaseAtHand, baseAtHand } from "./baseAtHand.ts";

/** Most entries of layers held in memory, for all images together. */
const CACHE_ENTRIES = 300_000;

function inspected(store: ImageStore, image: StoredImage, base: BaseAtHand | undefined): InspectedImage {
  const { name: baseName = image.baseName, layers: baseLayers = image.baseLayers ?? 0 } = base ?? {};
  const baseHistory = base && historyOf(base, image);
  return {
    id: image.id,
    tags: image.tags,
    repoDigests: [],
    config: image.config,
    layers: image.layers.map(({ diffId, size }) => ({ diffId, size, entries: indexLayer(store.blobs, diffId) })),
    ...(baseName === undefined ? {} : { baseName }),
    baseLayers,
    ...(baseHistory === undefined ? {} : { baseHistory }),
    provenance: image.provenance.map((row) => row ?? undefined),
    ...(image.source && { source: image.source }),
    ...(image.platforms && { platforms: image.platforms }),
    lastTagTime: new Date(image.putAt).toISOString(),
  };
}

/** The rows of a recognized base, if the image's history starts with them. */
function historyOf({ config: { history: own = [] } }: BaseAtHand, { config: { history = [] } }: StoredImage) {
  return own.every(({ created_by: row }, index) => history[index]?.created_by === row) ? own.length : undefined;
}

interface Opened {
  readonly image: InspectedImage;
  readonly base: BaseAtHand | undefined;
  /** The state of the images that the base was looked up in. */
  readonly changes: string;
}

/** Images opened for inspection. Results are cached while the image is unchanged and there is room. */
export class InspectedImages {
  readonly #store: ImageStore;
  readonly #cache: BoundedCache<string, Opened>;

  /** `limit`: most entries of layers held in memory, for all images together; the newest image is kept in any case. */
  constructor(store: ImageStore, limit = CACHE_ENTRIES) {
    this.#store = store;
    this.#cache = new BoundedCache(limit);
  }

  /** Throws a ProblemError: image/not-found, image/invalid. */
  open(workspace: string, ref: string): InspectedImage {
    const image = this.#store.require(workspace, ref);
    const { id, manifestDigest, tags, putAt, source, platforms } = image;
    const key = JSON.stringify([workspace, id, manifestDigest, tags, putAt, source?.build, platforms]);
    const kept = this.#cache.get(key);
    const changes = this.#store.changes();
    if (kept?.changes === changes) return kept.image;
    // That of an image that was built here is recorded with it.
    const base = image.baseLayers === undefined && !image.built ? baseAtHand(this.#store, image) : undefined;
    const isSame = kept !== undefined && kept.base?.name === base?.name && kept.base?.layers === base?.layers;
    const opened = isSame ? kept.image : inspected(this.#store, image, base);
    this.#cache.setNewest(key, { image: opened, base, changes }, weightOf(opened));
    return opened;
  }
}
