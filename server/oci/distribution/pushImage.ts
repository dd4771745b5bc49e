import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import {
  attestationEntry,
  type ImageDocuments,
  type ServedAttestation,
  type ServedImage,
} from "#server/oci/store/imageDocuments.ts";
import { encodeIndex, type PlatformManifest } from "#server/oci/store/imageIndex.ts";
import type { KeptBlob } from "#server/oci/store/keptDocuments.ts";
import { encodeManifest, type StoredLayer } from "#server/oci/store/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { ownEndpoint } from "./endpoints.ts";
import { inParallel } from "./inParallel.ts";
import { type LayerBlobs, pushLayer } from "./pushLayer.ts";
import type { PushProgress } from "./pushProgress.ts";
import { type PushedManifest, putManifest, type SentManifest } from "./putManifest.ts";
import { openRegistryClient, type RegistryClient } from "./registryClient.ts";
import { registryProblem } from "./registryFailures.ts";
import type { RegistrySettings } from "./registrySettings.ts";
import { uploadBlob } from "./uploadBlob.ts";
import { headBlob } from "./uploadSession.ts";

export interface PushRequest {
  readonly documents: ImageDocuments;
  /** With a tag. */
  readonly reference: ImageReference;
  readonly blobs: BlobStore;
  readonly known: LayerBlobs;
  readonly settings: RegistrySettings;
  readonly signal: AbortSignal;
  readonly chunkBytes?: number;
  readonly onProgress?: (progress: PushProgress) => void;
}

/** Layers at a time, as in Docker. */
const PARALLEL = 5;

/**
 * Pushes an image to its registry, never to a mirror: as it came, if its layers came packed, or else with gzipped layers.
 * Layers that the registry has are not sent. Throws a ProblemError (registry/…, image/reference, store/full), or the signal's reason.
 */
export async function pushImage(request: PushRequest): Promise<PushedManifest> {
  const { documents, reference, settings, signal } = request;
  const { registry, repository, tag } = reference;
  if (tag === undefined || reference.digest !== undefined) {
    throw problemError("image/reference", `${familiarName(reference)} can't be pushed: it needs a tag and no digest.`);
  }
  const endpoint = ownEndpoint(registry, settings);
  const from = request.known.elsewhere(
    registry,
    repository,
    documents.images.flatMap(({ image }) => image.layers.map(({ diffId }) => diffId)),
  );
  const { retryDelayMs, idleTimeoutMs } = settings;
  const client = openRegistryClient(endpoint, repository, {
    signal,
    scopes: [`repository:${repository}:pull,push`, ...from.map((other) => `repository:${other}:pull`)],
    patience: retryDelayMs === undefined ? {} : { firstWaitMs: retryDelayMs },
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
  });
  try {
    return await putManifest(client, tag, await pushDocuments(client, request));
  } catch (error) {
    signal.throwIfAborted();
    throw registryProblem(`Can't push ${familiarName(reference)}`, endpoint, error);
  }
}

/** Everything that the tag's manifest or index names. Returns that. */
async function pushDocuments(client: RegistryClient, request: PushRequest): Promise<SentManifest> {
  const { images, attestations, index } = request.documents;
  if (index === undefined) return await pushParts(client, images[0], request);
  const sent = new Map<Digest, PlatformManifest>();
  for (const served of images) {
    const manifest = await pushParts(client, served, request);
    await putManifest(client, manifest.digest, manifest);
    sent.set(served.digest, { ...manifest, size: manifest.bytes.length, platform: served.image.platform });
  }
  for (const attestation of attestations) await pushAttestation(client, attestation, request);
  if ([...sent].every(([served, { digest }]) => served === digest)) return index;
  const entries = attestations.map(({ entry }) => aboutSent(entry, sent));
  return { mediaType: OCI_INDEX, ...encodeIndex([...sent.values()], entries) };
}

/** An attestation of a manifest that was packed for the registry is about the packed one. */
function aboutSent(entry: Descriptor, sent: ReadonlyMap<string, PlatformManifest>): Descriptor {
  const about = sent.get(entry.annotations?.["vnd.docker.reference.digest"] ?? "");
  return about === undefined ? entry : attestationEntry(entry, about.digest);
}

/** Everything that the image's manifest names. Returns the manifest. */
async function pushParts(client: RegistryClient, served: ServedImage, request: PushRequest): Promise<SentManifest> {
  const { image, mediaType, digest } = served;
  const packed = packedLayers(served);
  const layers = await pushLayers(client, image.layers, packed, request);
  await pushBytes(client, image.configBytes, request);
  if (packed !== undefined) return { mediaType, digest, bytes: request.blobs.readAll(digest) };
  return { ...encodeManifest(image.configBytes, layers, image.manifest.annotations), mediaType: OCI_MANIFEST };
}

/** The layers that the image came with, if none is a plain tar: those leave it compressed. */
function packedLayers({ isOriginal, blobs, image }: ServedImage): readonly KeptBlob[] | undefined {
  const [, ...layers] = blobs;
  const isPacked = isOriginal && layers.every(({ digest }, index) => digest !== image.layers[index]?.diffId);
  return isPacked ? layers : undefined;
}

async function pushAttestation(
  client: RegistryClient,
  { digest, mediaType, blobs: named }: ServedAttestation,
  request: PushRequest,
): Promise<void> {
  for (const one of named) await pushBytes(client, request.blobs.readAll(one.digest), request);
  await putManifest(client, digest, { digest, mediaType, bytes: request.blobs.readAll(digest) });
}

/** The descriptors of the layers in the registry, base first. An image may have the same layer twice. */
async function pushLayers(
  client: RegistryClient,
  layers: readonly StoredLayer[],
  packed: readonly KeptBlob[] | undefined,
  request: PushRequest,
): Promise<Descriptor[]> {
  const { signal, onProgress } = request;
  const originals = new Map(layers.map(({ diffId }, index) => [diffId, packed?.[index]]));
  const unique = [...new Map(layers.map((layer) => [layer.diffId, layer])).values()];
  const pushed = new Map<Digest, Descriptor>();
  for (const { diffId } of unique) onProgress?.({ layer: diffId, phase: "preparing" });
  await inParallel(unique, { width: PARALLEL, signal }, async (layer, stopped) => {
    const original = originals.get(layer.diffId);
    const push = { ...request, signal: stopped, ...(original !== undefined && { original }) };
    pushed.set(layer.diffId, await pushLayer(client, layer, push));
  });
  return layers.flatMap(({ diffId }) => pushed.get(diffId) ?? []);
}

/** A small blob. */
async function pushBytes(client: RegistryClient, bytes: Buffer, { signal, settings }: PushRequest): Promise<void> {
  const digest = digestOf(bytes);
  if ((await headBlob(client, digest)) !== undefined) return;
  const { retryDelayMs } = settings;
  const read = async function* (start: number, end: number) {
    yield bytes.subarray(start, end + 1);
  };
  const blob = { digest, size: bytes.length, read };
  await uploadBlob(client, blob, { signal, ...(retryDelayMs === undefined ? {} : { retryDelayMs }) });
}
