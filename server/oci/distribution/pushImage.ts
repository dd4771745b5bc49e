import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { encodeIndex, type PlatformManifest } from "#server/oci/store/imageIndex.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { ownEndpoint } from "./endpoints.ts";
import { inParallel } from "./inParallel.ts";
import { type LayerBlobs, pushLayer } from "./pushLayer.ts";
import type { PushProgress } from "./pushProgress.ts";
import { pushRefused } from "./pushRefused.ts";
import { openRegistryClient, type RegistryClient } from "./registryClient.ts";
import { registryProblem } from "./registryFailures.ts";
import type { RegistrySettings } from "./registrySettings.ts";
import { FINISH_TIMEOUT_MS, uploadBlob } from "./uploadBlob.ts";
import { headBlob } from "./uploadSession.ts";

type PushedImage = Pick<StoredImage, "id" | "configBytes" | "layers" | "manifest" | "platform">;

export interface PushRequest {
  readonly image: PushedImage;
  /** For other platforms: the tag then names an index of all. */
  readonly others?: readonly PushedImage[];
  /** With a tag. */
  readonly reference: ImageReference;
  readonly blobs: BlobStore;
  readonly known: LayerBlobs;
  readonly settings: RegistrySettings;
  readonly signal: AbortSignal;
  readonly chunkBytes?: number;
  readonly onProgress?: (progress: PushProgress) => void;
}

export interface PushedManifest {
  readonly digest: Digest;
  /** Bytes of the manifest or index. */
  readonly size: number;
}

/** A manifest or an index. */
interface SentManifest {
  readonly bytes: Buffer;
  readonly digest: Digest;
  readonly mediaType: string;
}

/** Layers at a time, as in Docker. */
const PARALLEL = 5;

/**
 * Pushes an image with gzipped layers to its registry, never to a mirror. Layers that the registry has are not sent.
 * Throws a ProblemError (registry/…, image/reference, store/full), or the signal's reason.
 */
export async function pushImage(request: PushRequest): Promise<PushedManifest> {
  const { image, others = [], reference, settings, signal } = request;
  const { registry, repository, tag } = reference;
  if (tag === undefined || reference.digest !== undefined) {
    throw problemError("image/reference", `${familiarName(reference)} can't be pushed: it needs a tag and no digest.`);
  }
  const endpoint = ownEndpoint(registry, settings);
  const from = request.known.elsewhere(
    registry,
    repository,
    [image, ...others].flatMap(({ layers }) => layers.map(({ diffId }) => diffId)),
  );
  const { retryDelayMs, idleTimeoutMs } = settings;
  const client = openRegistryClient(endpoint, repository, {
    signal,
    scopes: [`repository:${repository}:pull,push`, ...from.map((other) => `repository:${other}:pull`)],
    patience: retryDelayMs === undefined ? {} : { firstWaitMs: retryDelayMs },
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
  });
  try {
    if (others.length === 0) return await putManifest(client, tag, await pushParts(client, request));
    const manifests: PlatformManifest[] = [];
    for (const one of [image, ...others]) {
      const manifest = await pushParts(client, { ...request, image: one });
      await putManifest(client, manifest.digest, manifest);
      manifests.push({ ...manifest, platform: one.platform });
    }
    return await putManifest(client, tag, { ...encodeIndex(manifests), mediaType: OCI_INDEX });
  } catch (error) {
    signal.throwIfAborted();
    throw registryProblem(`Can't push ${familiarName(reference)}`, endpoint, error);
  }
}

/** Everything that the image's manifest names. Returns the manifest. */
async function pushParts(client: RegistryClient, request: PushRequest): Promise<SentManifest> {
  const { image } = request;
  const layers = await pushLayers(client, request);
  await pushConfig(client, request);
  return { ...encodeManifest(image.configBytes, layers, image.manifest.annotations), mediaType: OCI_MANIFEST };
}

/** The descriptors of the layers in the registry, base first. An image may have the same layer twice. */
async function pushLayers(client: RegistryClient, request: PushRequest): Promise<Descriptor[]> {
  const { image, signal, onProgress } = request;
  const unique = [...new Map(image.layers.map((layer) => [layer.diffId, layer])).values()];
  const pushed = new Map<Digest, Descriptor>();
  for (const { diffId } of unique) onProgress?.({ layer: diffId, phase: "preparing" });
  await inParallel(unique, { width: PARALLEL, signal }, async (layer, stopped) => {
    pushed.set(layer.diffId, await pushLayer(client, layer, { ...request, signal: stopped }));
  });
  return image.layers.flatMap(({ diffId }) => pushed.get(diffId) ?? []);
}

async function pushConfig(client: RegistryClient, { image, signal, settings }: PushRequest): Promise<void> {
  const { id, configBytes } = image;
  if ((await headBlob(client, id)) !== undefined) return;
  const { retryDelayMs } = settings;
  const read = async function* (start: number, end: number) {
    yield configBytes.subarray(start, end + 1);
  };
  const blob = { digest: id, size: configBytes.length, read };
  await uploadBlob(client, blob, { signal, ...(retryDelayMs === undefined ? {} : { retryDelayMs }) });
}

async function putManifest(
  client: RegistryClient,
  reference: string,
  { bytes, digest, mediaType }: SentManifest,
): Promise<PushedManifest> {
  const response = await client.request({
    path: `manifests/${reference}`,
    method: "PUT",
    headers: { "content-type": mediaType, "content-length": String(bytes.length) },
    body: () => bytes,
    answerTimeoutMs: FINISH_TIMEOUT_MS,
  });
  if (response.status !== 201) throw await pushRefused(client, response, "the manifest");
  response.body.resume();
  const said = response.headers["docker-content-digest"];
  if (said !== undefined && said !== digest) {
    const detail = `${client.endpoint.name} stored the manifest as ${String(said).slice(0, 100)}, not ${digest}.`;
    throw problemError("registry/digest", detail);
  }
  return { digest, size: bytes.length };
}
