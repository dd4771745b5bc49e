import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { familiarName } from "#contract/names/reference.ts";
import { knownBases } from "#server/oci/inspect/knownBases.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { imagesAtHand } from "./imagesAtHand.ts";

type Store = Pick<ImageStore, "blobs" | "get" | "list" | "listLayers" | "listPulled" | "require">;
type Based = Pick<StoredImage, "workspace" | "layers" | "built" | "baseName" | "baseLayers">;

/** A base image that is at hand. */
export interface BaseAtHand {
  readonly name: string;
  readonly layers: number;
  readonly config: ImageConfig;
}

/**
 * The base of an image with its configuration. That of an image from elsewhere is recognized: the largest image at hand
 * whose layers are the start of its own. That of one built here is recorded, and found only if its name is still that image's.
 */
export function baseAtHand(store: Store, image: Based): BaseAtHand | undefined {
  return image.baseLayers === undefined && !image.built ? recognizedBase(store, image) : recordedBase(store, image);
}

function recognizedBase(store: Store, { workspace, layers }: Based): BaseAtHand | undefined {
  const others = imagesAtHand(store, workspace);
  const base = knownBases(
    layers.map(({ diffId }) => diffId),
    others,
  ).at(-1);
  const [name] = base?.names ?? [];
  if (base === undefined || name === undefined) return undefined;
  const config = base.ids.map((id) => configOf(store, workspace, id)).find((one) => one !== undefined);
  return config && { name, layers: base.layers, config };
}

function recordedBase(store: Store, { workspace, layers, baseName, baseLayers = 0 }: Based): BaseAtHand | undefined {
  if (baseName === undefined) return undefined;
  const chain = layers
    .slice(0, baseLayers)
    .map(({ diffId }) => diffId)
    .join();
  const own = store.get(workspace, baseName);
  const pulled = store.listPulled().filter(({ reference }) => familiarName(requireReference(reference)) === baseName);
  const found = [...(own ? [own] : []), ...pulled].find(
    (one) => one.layers.map(({ diffId }) => diffId).join() === chain,
  );
  return found && { name: baseName, layers: baseLayers, config: found.config };
}

function configOf(store: Store, workspace: string, id: Digest): ImageConfig | undefined {
  return store.get(workspace, id)?.config ?? store.listPulled().find((image) => image.id === id)?.config;
}
