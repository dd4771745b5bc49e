import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { encodeManifest } from "#server/oci/store/manifest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
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

export interface PushRequest {
  readonly image: Pick<StoredImage, "id" | "configBytes" | "layers" | "manifest">;
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
  /** Bytes of the manifest. */
  readonly size: number;
}

/** Layers at a time, as in Docker. */
const PARALLEL = 5;

/**
 * Pushes an image with gzipped layers to its registry, never to a mirror. Layers that the registry has are not sent.
 * Throws a ProblemError (registry/…, image/reference, store/full), or the signal's reason.
 */
export async function pushImage(request: PushRequest): Promise<PushedManifest> {
  const { image, reference, settings, signal } = request;
  const { registry, repository, tag } = reference;
  if (tag === undefined || reference.digest !== undefined) {
    throw problemError("image/reference", `${familiarName(reference)} can't be pushed: it needs a tag and no digest.`);
  }
  const endpoint = ownEndpoint(registry, settings);
  const from = request.known.elsewhere(
    registry,
    repository,
    image.layers.map(({ diffId }) => diffId),
  );
  const { retryDelayMs, idleTimeoutMs } = settings;
  const client = openRegistryClient(endpoint, repository, {
    signal,
    scopes: [`repository:${repository}:pull,push`, ...from.map((other) => `repository:${other}:pull`)],
    patience: retryDelayMs === undefined ? {} : { firstWaitMs: retryDelayMs },
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
  });
  try {
    const layers = await pushLayers(client, request);
    await pushConfig(client, request);
    return await pushManifest(client, tag, encodeManifest(image.configBytes, layers, image.manifest.annotations));
  } catch (error) {
    signal.throwIfAborted();
    throw registryProblem(`Can't push ${familiarName(reference)}`, endpoint, error);
  }
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

async function pushManifest(
  client: RegistryClient,
  tag: string,
  { bytes, digest }: { readonly bytes: Buffer; readonly digest: Digest },
): Promise<PushedManifest> {
  const response = await client.request({
    path: `manifests/${tag}`,
    method: "PUT",
    headers: { "content-type": OCI_MANIFEST, "content-length": String(bytes.length) },
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
