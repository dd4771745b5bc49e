import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "./blobStore.ts";
import { configPlatform, parseImageConfig, requireKeepable } from "./config.ts";
import { digestOf } from "./digest.ts";
import type { NewRow } from "./imageRows.ts";
import { plainManifest, type StoredLayer } from "./manifest.ts";
import type { NewImage } from "./newImage.ts";
import { requireTag } from "./requireReference.ts";

/** Stores an image's configuration and manifest. Returns its row. Throws as `ImageStore.put`. */
export function newRow(blobs: BlobStore, image: NewImage): NewRow {
  requireKeepable("configuration", image.config);
  const config = parseImageConfig(image.config);
  const tags = image.tags.map(requireTag);
  const layers = storedLayers(blobs, image.layers);
  if (config.rootfs.diff_ids.join() !== image.layers.join()) {
    throw problemError("image/invalid", "The image's configuration does not match its layers.");
  }
  const manifest = plainManifest(image.config, layers, image.annotations);
  requireKeepable("manifest", manifest.bytes);
  blobs.put(image.config);
  blobs.put(manifest.bytes);
  const row = {
    workspace: image.workspace,
    id: digestOf(image.config),
    manifest: manifest.digest,
    layers: JSON.stringify(layers),
    platform: configPlatform(config),
    size: layers.reduce((sum, layer) => sum + layer.size, 0),
    created: config.created ?? null,
    built: image.built === false ? 0 : 1,
    build_id: image.source?.build ?? null,
    base_name: image.baseName ?? null,
    base_layers: image.baseLayers ?? null,
    provenance: JSON.stringify(image.provenance ?? []),
  };
  const { source, documents, keepsRecord = false } = image;
  return { row, tags, source, documents, keepsRecord, hidden: image.hidden === true && tags.length === 0 };
}

export function storedLayers(blobs: BlobStore, diffIds: readonly Digest[]): StoredLayer[] {
  return diffIds.map((diffId) => {
    const size = blobs.size(diffId);
    if (size === undefined) throw problemError("image/invalid", `The layer ${diffId} is not in the store.`);
    return { diffId, size };
  });
}
