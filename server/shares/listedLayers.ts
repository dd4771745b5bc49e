import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ShareManifest } from "./shareManifest.ts";
import { notInShare } from "./shareProblems.ts";

/** Layers with the blobs that list their files, base first. */
export interface ListedLayers {
  readonly layers: readonly { readonly diffId: Digest; readonly size: number; readonly index: Digest }[];
  readonly baseLayers: number;
}

/** The layers of a share's image that have their lists, if `layer` and all below it do. Throws share/absent. */
export function listedLayers(manifest: ShareManifest, blobs: BlobStore, layer: number): ListedLayers {
  const layers: { diffId: Digest; size: number; index: Digest }[] = [];
  for (const [at, { diffId, size }] of manifest.layers.entries()) {
    const index = manifest.parts.find((part) => part.part === "layer" && part.layer === at)?.digest;
    if (index === undefined || !blobs.has(index)) break;
    layers.push({ diffId, size, index });
  }
  if (layer >= layers.length) throw notInShare("The list of files of this layer");
  return { layers, baseLayers: manifest.baseLayers };
}
