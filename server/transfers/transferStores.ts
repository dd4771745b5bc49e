import type { DatabaseSync } from "node:sqlite";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { LayerBlobRows } from "./layerBlobRows.ts";
import { PullRows } from "./pullRows.ts";
import { openTransferDatabase } from "./transferDatabase.ts";

/** What pulls and pushes work on. */
export interface TransferStores {
  readonly images: ImageStore;
  readonly layerBlobs: LayerBlobRows;
  readonly pulls: PullRows;
}

export function openTransferStores(dir: string, images: ImageStore): TransferStores {
  const database: DatabaseSync = openTransferDatabase(dir);
  return { images, layerBlobs: new LayerBlobRows(database), pulls: new PullRows(database) };
}
