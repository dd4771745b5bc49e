import { join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { BlobRows } from "./blobRows.ts";
import { ManifestRows } from "./manifestRows.ts";
import { forgetOrphans, keptBlobs } from "./orphans.ts";
import { RegistryContents } from "./registryContents.ts";
import { openRegistryDatabase } from "./registryDatabase.ts";

const TABLES = ["tags", "parts", "manifests", "blobs"];

/** The registry's data on disk. Several threads may open it. */
export interface RegistryStores {
  readonly images: ImageStore;
  readonly blobRows: BlobRows;
  readonly manifestRows: ManifestRows;
  readonly contents: RegistryContents;
  keptBlobs(): Digest[];
  /** See `forgetOrphans`. */
  forgetOrphans(before: number): void;
  /** Removes everything that a workspace pushed. */
  forget(workspace: string): void;
  close(): void;
}

/** Opens `registry.db` in `dir`, beside the images. */
export function openRegistryStores(dir: string, images: ImageStore): RegistryStores {
  const database = openRegistryDatabase(join(dir, "registry.db"));
  const blobRows = new BlobRows(database);
  const manifestRows = new ManifestRows(database);
  return {
    images,
    blobRows,
    manifestRows,
    contents: new RegistryContents({ images, blobRows, manifestRows }),
    keptBlobs: () => keptBlobs(database),
    forgetOrphans: (before) => forgetOrphans(database, images, before),
    forget: (workspace) =>
      inTransaction(database, () => {
        for (const table of TABLES) database.prepare(`DELETE FROM ${table} WHERE workspace = ?`).run(workspace);
      }),
    close: () => database.close(),
  };
}
