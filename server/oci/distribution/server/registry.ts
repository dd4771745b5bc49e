import type { Digest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { FoundBlob } from "./found.ts";
import { roomLeft } from "./heldLimits.ts";
import type { Place } from "./place.ts";
import { openRegistryStores, type RegistryStores } from "./registryStores.ts";
import { type UploadLimits, Uploads } from "./uploads.ts";

/** How long a pushed blob is kept without a manifest that names it, and a manifest without a tag. */
const GRACE_MS = 3600 * 1000;

/** The registry of the workspaces; manifests are handled elsewhere (`pushManifest`), because they may take long. */
export interface Registry extends RegistryStores {
  readonly uploads: Uploads;
  /** Mounts a blob of another repository of the workspace into this one; undefined if that does not have it. */
  mount(place: Place, from: string, digest: Digest): FoundBlob | undefined;
  /** Removes orphans; returns the blobs that must stay in the store. */
  needed(): Digest[];
}

export interface RegistryOptions {
  readonly dir: string;
  readonly images: ImageStore;
  readonly limits: UploadLimits;
}

export function openRegistry({ dir, images, limits }: RegistryOptions): Registry {
  const stores = openRegistryStores(dir, images);
  const uploads = new Uploads(images.blobs, stores.blobRows, limits);
  return {
    ...stores,
    uploads,
    mount(place, from, digest) {
      const found = stores.contents.blob({ ...place, repository: from }, digest);
      if (found === undefined || !images.blobs.touch(digest)) return undefined;
      roomLeft(stores.blobRows.held(place.workspace), limits);
      stores.blobRows.put(place, found);
      return found;
    },
    needed() {
      uploads.expire(Date.now());
      stores.forgetOrphans(Date.now() - GRACE_MS);
      return stores.keptBlobs();
    },
    forget(workspace) {
      uploads.forget(workspace);
      stores.forget(workspace);
    },
    close() {
      uploads.close();
      stores.close();
    },
  };
}
