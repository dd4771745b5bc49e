import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { RegistryContents } from "./registryContents.ts";

/** The registry of the workspaces. */
export interface Registry {
  readonly blobs: BlobStore;
  readonly contents: RegistryContents;
}

export function openRegistry({ images }: { readonly images: ImageStore }): Registry {
  return { blobs: images.blobs, contents: new RegistryContents(images) };
}
