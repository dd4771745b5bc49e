import type { ImageFiles, LayerFiles } from "#contract/image.ts";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { ImageMap } from "#contract/imageMap.ts";
import { imageFiles } from "#server/oci/inspect/imageFiles.ts";
import { imageMap } from "#server/oci/inspect/imageMap.ts";
import { type InspectedLayers, weightOf } from "#server/oci/inspect/inspectedImage.ts";
import { layerFiles } from "#server/oci/inspect/layerFiles.ts";
import { layerTree } from "#server/oci/inspect/layerTree.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { decodeLayerIndex } from "#server/oci/store/layerIndexFile.ts";
import type { ListedLayers } from "#server/shares/listedLayers.ts";
import { notInShare } from "#server/shares/shareProblems.ts";
import { entriesOf } from "./entriesOf.ts";
import type { ImageLook } from "./imageLooks.ts";
import { missing } from "./missing.ts";
import { MAX_FILES } from "./mostFiles.ts";

export type SharedLook = Extract<ImageLook, { at: "layer" | "tree" | "files" | "entries" | "map" }>;

/** Most entries of layers held in memory. */
const CACHE_ENTRIES = 100_000;

/** Reads the lists of files in shares as images are read: the bytes of the files are not there. */
export class SharedLooks {
  readonly #blobs: BlobStore;
  readonly #cache = new BoundedCache<string, InspectedLayers>(CACHE_ENTRIES);

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** Throws a ProblemError: request/not-found, share/absent. */
  async look(shared: ListedLayers, look: SharedLook): Promise<LayerFiles | ImageFiles | EntriesPage | ImageMap> {
    const { layers } = this.#open(shared);
    switch (look.at) {
      case "entries":
        return entriesOf(this.#open(shared), look, () => undefined);
      case "layer":
        return layerFiles(this.#open(shared), look.layer, { from: look.from, limit: MAX_FILES }) ?? missing("layer");
      case "tree":
        return layerTree(this.#open(shared), look.layer, { limit: MAX_FILES }) ?? missing("layer");
      case "map":
        return (
          imageMap({ layers }, look.path, look.depth) ?? missing(`folder ${JSON.stringify(look.path.slice(0, 200))}`)
        );
      case "files": {
        const { baseLayers } = shared;
        const found = await imageFiles({ layers, baseLayers }, look.path, async () => {
          throw notInShare("The content of the image's files");
        });
        return found ?? missing(`file ${JSON.stringify(look.path.slice(0, 200))}`);
      }
    }
  }

  #open({ layers }: ListedLayers): InspectedLayers {
    const key = layers.map(({ index }) => index).join();
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const opened = {
      layers: layers.map(({ diffId, size, index }) => ({
        diffId,
        size,
        entries: decodeLayerIndex(this.#blobs.readAll(index).toString("utf8")),
      })),
    };
    this.#cache.setNewest(key, opened, weightOf(opened));
    return opened;
  }
}
