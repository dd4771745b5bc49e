import type { ImageFacts } from "#contract/imageFacts.ts";
import { familiarName } from "#contract/names/reference.ts";
import { imageFacts } from "#server/oci/inspect/imageFacts.ts";
import type { NamedLayers } from "#server/oci/inspect/knownBases.ts";
import { compressedSizeOf } from "#server/oci/store/compressedSize.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredLayer } from "#server/oci/store/manifest.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";

type Store = Pick<ImageStore, "blobs" | "list" | "listLayers" | "listPulled" | "require">;

/** The images of a workspace, and the bases that all may build on: their names, and their layers. */
export function imagesAtHand(store: Store, workspace: string): NamedLayers[] {
  const tags = new Map(store.list(workspace).map((image) => [image.id, image.tags]));
  const own = store
    .listLayers(workspace)
    .map(({ id, layers }) => ({ id, names: tags.get(id) ?? [], ...diffIds(layers) }));
  const pulled = store.listPulled().map(({ id, reference, layers }) => {
    return { id, names: [familiarName(requireReference(reference))], ...diffIds(layers) };
  });
  return [...own, ...pulled];
}

/** What the images at hand say about the layers of one. Throws a ProblemError: image/not-found, image/invalid. */
export function factsOf(store: Store, workspace: string, ref: string): ImageFacts {
  const { id, layers, baseLayers } = store.require(workspace, ref);
  const image = { id, baseLayers, ...diffIds(layers) };
  return imageFacts(image, imagesAtHand(store, workspace), (layer) => compressedSizeOf(store.blobs, layer));
}

function diffIds(layers: readonly StoredLayer[]): Pick<NamedLayers, "layers"> {
  return { layers: layers.map(({ diffId }) => diffId) };
}
