import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { compressLayer } from "#server/oci/store/compressLayer.ts";
import type { StoredLayer } from "#server/oci/store/manifest.ts";
import { OCI_LAYER_GZIP } from "#server/oci/store/mediaTypes.ts";
import { type PushProgress, stepwise } from "./pushProgress.ts";
import type { RegistryClient } from "./registryClient.ts";
import type { RegistrySettings } from "./registrySettings.ts";
import { uploadBlob } from "./uploadBlob.ts";
import { headBlob, mountBlob, type UploadSession } from "./uploadSession.ts";

/** A layer as a blob of a registry, or as it was compressed here. */
export interface LayerBlob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
}

/** What is known about the blobs of layers: only what this person pulled or pushed. */
export interface LayerBlobs {
  /** The blobs of a layer that were seen anywhere, the likeliest first. */
  of(diffId: Digest, registry: string, repository: string): readonly LayerBlob[];
  /** Other repositories of the registry that had one of the layers. */
  elsewhere(registry: string, repository: string, diffIds: readonly Digest[]): readonly string[];
  /** Other repositories of the registry that had the blob. */
  mountable(digest: Digest, registry: string, repository: string): readonly string[];
  remember(diffId: Digest, blob: LayerBlob, registry: string, repository: string): void;
}

export interface LayerPush {
  /** The bytes that the layer came as, in the store: only these are used. */
  readonly original?: LayerBlob;
  readonly blobs: BlobStore;
  readonly known: LayerBlobs;
  readonly settings: RegistrySettings;
  readonly signal: AbortSignal;
  readonly chunkBytes?: number;
  readonly onProgress?: (progress: PushProgress) => void;
}

/** Attempts to find a known blob in the registry: sending a layer is better than asking for long. */
const MAX_CHECKS = 4;

/** Makes a layer a blob of the repository: it has it, or mounts it, or gets it. Returns its descriptor. */
export async function pushLayer(client: RegistryClient, layer: StoredLayer, push: LayerPush): Promise<Descriptor> {
  const { diffId } = layer;
  const { known, original } = push;
  const registry = client.endpoint.name;
  const seen = known.of(diffId, registry, client.repository).slice(0, MAX_CHECKS);
  const candidates = original === undefined ? seen : [original];
  const done = (blob: LayerBlob, how: Omit<PushProgress, "layer">): Descriptor => {
    known.remember(diffId, blob, registry, client.repository);
    push.onProgress?.({ layer: diffId, ...how });
    return { mediaType: blob.mediaType, digest: blob.digest, size: blob.size };
  };
  for (const blob of candidates) {
    if ((await headBlob(client, blob.digest)) !== undefined) return done(blob, { phase: "exists" });
  }
  const { mounted, session } = await mountOne(client, candidates, known);
  if (mounted !== undefined) return done(mounted.blob, { phase: "mounted", from: mounted.from });
  const blob = await compressed(layer, candidates, push);
  const isNew = !candidates.some(({ digest }) => digest === blob.digest);
  if (isNew && (await headBlob(client, blob.digest)) !== undefined) return done(blob, { phase: "exists" });
  await send(client, { diffId, blob, session }, push);
  return done(blob, { phase: "pushed", current: blob.size, total: blob.size });
}

interface Mounting {
  readonly mounted?: { readonly blob: LayerBlob; readonly from: string };
  /** A registry that does not mount starts an upload instead. */
  readonly session?: UploadSession;
}

async function mountOne(client: RegistryClient, blobs: readonly LayerBlob[], known: LayerBlobs): Promise<Mounting> {
  for (const blob of blobs) {
    const [from] = known.mountable(blob.digest, client.endpoint.name, client.repository);
    if (from === undefined) continue;
    const session = await mountBlob(client, blob.digest, from);
    return session === "mounted" ? { mounted: { blob, from } } : { session };
  }
  return {};
}

/** The layer's gzip: made once, and kept until the next sweep of the store. */
async function compressed(layer: StoredLayer, candidates: readonly LayerBlob[], push: LayerPush): Promise<LayerBlob> {
  const { blobs, signal, onProgress, original } = push;
  if (original !== undefined) return original;
  const here = candidates.find(({ digest, mediaType }) => mediaType === OCI_LAYER_GZIP && blobs.touch(digest));
  if (here !== undefined) return here;
  const tell = stepwise(layer.size, (current) => {
    onProgress?.({ layer: layer.diffId, phase: "preparing", current, total: layer.size });
  });
  return { ...(await compressLayer(blobs, layer.diffId, { signal, onBytes: tell })), mediaType: OCI_LAYER_GZIP };
}

async function send(
  client: RegistryClient,
  { diffId, blob, session }: { diffId: Digest; blob: LayerBlob; session: UploadSession | undefined },
  { blobs, signal, settings: { retryDelayMs }, chunkBytes, onProgress }: LayerPush,
): Promise<void> {
  const { digest, size } = blob;
  const onBytes = stepwise(size, (current) => onProgress?.({ layer: diffId, phase: "pushing", current, total: size }));
  const read = (start: number, end: number) => blobs.readStream(digest, { start, end });
  await uploadBlob(
    client,
    { digest, size, read },
    {
      signal,
      onBytes,
      ...(session !== undefined && { session }),
      ...(retryDelayMs !== undefined && { retryDelayMs }),
      ...(chunkBytes !== undefined && { chunkBytes }),
    },
  );
}
