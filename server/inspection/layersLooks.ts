import type { LayerFiles } from "#contract/image.ts";
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type InspectedLayers, weightOf } from "#server/oci/inspect/inspectedImage.ts";
import { layerFiles } from "#server/oci/inspect/layerFiles.ts";
import { layerTree } from "#server/oci/inspect/layerTree.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { entriesOf, storedContent } from "./entriesOf.ts";
import { missing } from "./missing.ts";
import { MAX_FILES } from "./mostFiles.ts";

/** What a step of a build did, or all files up to it: its layers, base first. */
export type LayersLook = { readonly layers: readonly Digest[] } & (
  | { readonly at: "layer" | "tree" }
  | { readonly at: "entries"; readonly query: EntriesQuery }
);

/** Most entries of layers held in memory, for all steps together; the newest stay in any case. */
const CACHE_ENTRIES = 150_000;

/** Reads what steps of builds did, which may not have led to an image. */
export class LayersLooks {
  readonly #blobs: BlobStore;
  readonly #cache = new BoundedCache<string, InspectedLayers>(CACHE_ENTRIES);

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** The uppermost of some layers. Throws a ProblemError (image/not-found) if one was deleted. */
  look(look: LayersLook): LayerFiles | EntriesPage {
    requireLayers(this.#blobs, look.layers);
    const opened = this.#open(look.layers);
    const layer = look.layers.length - 1;
    if (look.at === "entries") return entriesOf(opened, { layer, query: look.query }, storedContent(this.#blobs));
    const list = look.at === "layer" ? layerFiles : layerTree;
    return list(opened, layer, { from: 0, limit: MAX_FILES }) ?? missing("such layer");
  }

  #open(layers: readonly Digest[]): InspectedLayers {
    const key = layers.join();
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const opened = {
      layers: layers.map((diffId) => ({ diffId, size: 0, entries: indexLayer(this.#blobs, diffId) })),
    };
    this.#cache.setNewest(key, opened, weightOf(opened));
    return opened;
  }
}

/** Throws a ProblemError (image/not-found) if one was deleted. */
export function requireLayers(blobs: BlobStore, layers: readonly Digest[]): void {
  if (layers.every((diffId) => blobs.has(diffId))) return;
  throw new ProblemError(problem("image/not-found", "The layers of this step were deleted. Build it again."));
}
