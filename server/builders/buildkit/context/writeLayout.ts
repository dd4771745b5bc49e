import { copyFile, link, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { hexOf } from "#server/oci/store/digest.ts";
import { plainManifest, type StoredLayer } from "#server/oci/store/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";

/** An image of the store, to be handed to a client. */
export interface LentImage {
  readonly configBytes: Uint8Array;
  readonly layers: readonly StoredLayer[];
}

/** The tag of the one image in a layout. */
export const LAYOUT_TAG = "latest";

/** Writes an OCI layout with one image into a folder. Its layers are the store's own files: nothing is copied if they can be linked. */
export async function writeLayout(blobs: BlobStore, { configBytes, layers }: LentImage, folder: string): Promise<void> {
  const manifest = plainManifest(configBytes, layers);
  const files = join(folder, "blobs", "sha256");
  await mkdir(files, { recursive: true, mode: 0o700 });
  const { digest, bytes, manifest: document } = manifest;
  await writeFile(join(files, hexOf(digest)), bytes);
  await writeFile(join(files, hexOf(document.config.digest as Digest)), configBytes);
  for (const diffId of new Set(layers.map((layer) => layer.diffId))) {
    const target = join(files, hexOf(diffId));
    await link(blobs.path(diffId), target).catch(() => copyFile(blobs.path(diffId), target));
  }
  const annotations = { "org.opencontainers.image.ref.name": LAYOUT_TAG };
  const manifests = [{ mediaType: OCI_MANIFEST, digest, size: bytes.length, annotations }];
  await writeFile(join(folder, "index.json"), encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
  await writeFile(join(folder, "oci-layout"), encodeJson({ imageLayoutVersion: "1.0.0" }));
}
