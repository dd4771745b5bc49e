import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";
import { openRegistryStores } from "#server/oci/distribution/server/registryStores.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { LayerBlobRows } from "./layerBlobRows.ts";
import { PullRows } from "./pullRows.ts";
import { openTransferDatabase } from "./transferDatabase.ts";

/** What pulls and pushes work on. */
export interface TransferStores {
  readonly images: ImageStore;
  readonly layerBlobs: LayerBlobRows;
  readonly pulls: PullRows;
  /** What the registry of this server keeps beside the images. */
  readonly keptBlobs: () => Digest[];
}

export function openTransferStores(dir: string, images: ImageStore): TransferStores {
  const database: DatabaseSync = openTransferDatabase(dir);
  const { keptBlobs } = openRegistryStores(dir, images);
  return { images, layerBlobs: new LayerBlobRows(database), pulls: new PullRows(database), keptBlobs };
}
