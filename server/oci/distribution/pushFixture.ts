import type { Digest } from "#contract/names/digest.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { pushImage } from "./pushImage.ts";
import type { LayerBlob, LayerBlobs } from "./pushLayer.ts";
import type { PushProgress } from "./pushProgress.ts";
import type { RegistrySettings } from "./registrySettings.ts";

interface SeenBlob extends LayerBlob {
  readonly diffId: Digest;
  readonly place: string;
}

/** For tests: what is known about layers' blobs, in memory. */
function rememberedBlobs(): LayerBlobs {
  const seen: SeenBlob[] = [];
  const repositories = (registry: string, repository: string, suits: (blob: SeenBlob) => boolean) =>
    seen.flatMap((blob) => {
      const [host, name = ""] = blob.place.split(" ");
      return host === registry && name !== repository && suits(blob) ? [name] : [];
    });
  return {
    of: (diffId) => seen.filter((blob) => blob.diffId === diffId),
    elsewhere: (registry, repository, diffIds) =>
      repositories(registry, repository, ({ diffId }) => diffIds.includes(diffId)),
    mountable: (digest, registry, repository) => repositories(registry, repository, (blob) => blob.digest === digest),
    remember: (diffId, blob, registry, repository) =>
      void seen.push({ ...blob, diffId, place: `${registry} ${repository}` }),
  };
}

export interface PushOptions extends Partial<RegistrySettings> {
  readonly signal?: AbortSignal;
  readonly chunkBytes?: number;
  readonly onProgress?: (progress: PushProgress) => void;
}

/** For tests: a store with an image of these layers, and `push` from it. By default with quick retries. */
export function pusher(layers: readonly Buffer[], store: ImageStore = temporaryStore().images) {
  const known = rememberedBlobs();
  const diffIds = layers.map((layer) => store.blobs.put(layer));
  const config = encodeImageConfig({
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: diffIds },
  });
  const image = store.put({ workspace: "w", config, layers: diffIds, tags: ["app:1"] });
  const push = (name: string, { signal, chunkBytes, onProgress, ...settings }: PushOptions = {}) =>
    pushImage({
      documents: imageDocuments(store, store.require("w", image.id)),
      reference: requireReference(name),
      blobs: store.blobs,
      known,
      settings: { mirrors: [], allowPrivate: "itself", retryDelayMs: 1, ...settings },
      signal: signal ?? new AbortController().signal,
      ...(chunkBytes !== undefined && { chunkBytes }),
      ...(onProgress !== undefined && { onProgress }),
    });
  return { store, image, known, push };
}

/** For tests: a push of an image of the store. */
export function pushedIndex(store: ImageStore, image: StoredImage, name: string) {
  return pushImage({
    documents: imageDocuments(store, image),
    reference: requireReference(name),
    blobs: store.blobs,
    known: rememberedBlobs(),
    settings: { mirrors: [], allowPrivate: "itself", retryDelayMs: 1 },
    signal: new AbortController().signal,
  });
}
