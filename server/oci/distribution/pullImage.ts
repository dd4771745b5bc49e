import type { Descriptor, ImageManifest } from "#contract/image.ts";
import { MAX_CONFIG } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Platform } from "#contract/names/platform.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import type { ImageReference } from "#contract/names/reference.ts";
import { familiarName, normalizedName } from "#contract/names/reference.ts";
import { problem } from "#contract/problem.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import { parseDigest } from "#server/oci/store/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { type BlobDownload, downloadBlob } from "./blobDownload.ts";
import { type ChosenImage, ImageChoice } from "./chooseImage.ts";
import type { Endpoint } from "./endpoints.ts";
import { endpointsOf } from "./endpoints.ts";
import { fetchStatements } from "./fetchStatements.ts";
import { requireFitting } from "./imageBounds.ts";
import { inParallel } from "./inParallel.ts";
import { keepLayer } from "./layerDownload.ts";
import type { Waiting } from "./patience.ts";
import type { ImageIndex } from "./protocol/manifestDocument.ts";
import { PlatformMissingError, tryEndpoints } from "./pullFailures.ts";
import { PullRoom } from "./pullRoom.ts";
import type { RegistryClient } from "./registryClient.ts";
import { openRegistryClient } from "./registryClient.ts";
import { fetchManifest, headManifest } from "./registryManifest.ts";
import type { RegistrySettings } from "./registrySettings.ts";
import { DEFAULT_PULL_LIMITS } from "./registrySettings.ts";

/** The progress of one layer of a pull. */
export interface PullProgress {
  /** Digest of the layer's blob in the registry. */
  readonly layer: Digest;
  readonly index: number;
  readonly layers: number;
  /** Bytes received, of `total`; equal if the layer is already stored. */
  readonly current: number;
  readonly total: number;
}

/** A layer of an image, before it is pulled. */
export interface PlannedLayer extends BlobDownload {
  readonly diffId: Digest;
  readonly mediaType: string;
}

/** Where a pulled image and its layers are kept. */
export type PullStore = Pick<ImageStore, "blobs" | "pulled" | "keepPulled" | "layerOf" | "rememberLayer">;

export interface PullRequest {
  readonly reference: ImageReference;
  readonly platform: Platform;
  readonly store: PullStore;
  /** The store within the limits of a build, if there are any: its writers throw build/disk. */
  readonly blobs?: BlobStore;
  readonly settings: RegistrySettings;
  readonly signal: AbortSignal;
  /** Called once before the first layer; base first. */
  readonly onLayers?: (layers: readonly PlannedLayer[]) => void;
  readonly onProgress?: (progress: PullProgress) => void;
  /** Called when the registry is busy and the request is retried later. */
  readonly onWait?: (waiting: Waiting) => void;
}

/** Layers downloaded in parallel, as in Docker. */
const PARALLEL = 3;
/** Least bytes between two progress events. */
const MIN_STEP = 256 * 1024;

/**
 * Pulls an image from its registry (or a mirror of it) into the store, under its normalized name. Blobs that are stored
 * and unchanged are not fetched again. Throws a ProblemError (registry/…, store/full), or the signal's reason.
 */
export async function pullImage(request: PullRequest): Promise<PulledImage> {
  const endpoints = endpointsOf(request.reference, request.settings);
  return await tryEndpoints(request.reference, endpoints, request.signal, (endpoint, isLast) =>
    pullFrom(endpoint, isLast, request),
  );
}

async function pullFrom(endpoint: Endpoint, isLast: boolean, request: PullRequest): Promise<PulledImage> {
  const { reference, platform, store, settings, signal } = request;
  const client = openRegistryClient(endpoint, reference.repository, {
    signal,
    ...(settings.idleTimeoutMs === undefined ? {} : { idleTimeoutMs: settings.idleTimeoutMs }),
    // A busy mirror is skipped: the next one may respond.
    ...(isLast ? { patience: patienceOf(request) } : {}),
  });
  const name = normalizedName(reference);
  const target = reference.digest ?? reference.tag ?? "latest";
  const kept = store.pulled(name, formatPlatform(platform), "registry");
  if (kept?.digest !== undefined && (await headManifest(client, target)) === kept.digest) return kept;

  const top = await fetchManifest(client, target);
  const chosen =
    top.kind === "index" ? await imageOf(client, top.index, request) : await onlyImage(client, top, request);
  const { digest, text, manifest, config } = chosen;
  const [layers, statements] = await Promise.all([
    fetchLayers(client, manifest, parseImageConfig(config).rootfs.diff_ids, request),
    top.kind === "index" ? fetchStatements(client, top.index, digest, downloadOptions(request)) : [],
  ]);
  const shownPlatform = formatPlatform(platform);
  return store.keepPulled({
    reference: name,
    platform: shownPlatform,
    config,
    layers,
    digest: top.digest,
    origin: "registry",
    received: { manifest: text, statements, ...(top.kind === "index" && { index: top.text }) },
  });
}

async function onlyImage(
  client: RegistryClient,
  { digest, text, manifest }: Omit<ChosenImage, "config">,
  request: PullRequest,
): Promise<ChosenImage> {
  return { digest, text, manifest, config: await fetchConfig(client, manifest, request) };
}

function patienceOf({ settings: { retryDelayMs }, onWait }: PullRequest) {
  return { ...(retryDelayMs !== undefined && { firstWaitMs: retryDelayMs }), ...(onWait !== undefined && { onWait }) };
}

async function imageOf(client: RegistryClient, index: ImageIndex, request: PullRequest): Promise<ChosenImage> {
  const choice = new ImageChoice(request.platform, {
    fetch: (digest) => fetchManifest(client, digest),
    fetchConfig: (manifest) => fetchConfig(client, manifest, request),
  });
  const chosen = await choice.choose(index);
  if (chosen !== undefined) return chosen;
  const name = familiarName(request.reference);
  const wanted = formatPlatform(request.platform);
  const next = `It has images for ${choice.available.join(", ") || "no platform"}: choose one of them with --platform.`;
  throw new PlatformMissingError(problem("registry/not-found", `${name} has no image for ${wanted}.`, { next }));
}

/** Old clients pushed configurations as plain bytes. */
function isConfigType(mediaType: string): boolean {
  return /image.*json$/.test(mediaType) || mediaType === "application/octet-stream";
}

async function fetchConfig(client: RegistryClient, manifest: ImageManifest, request: PullRequest): Promise<Buffer> {
  const { digest, size, mediaType } = manifest.config;
  const name = familiarName(request.reference);
  if (!isConfigType(mediaType)) {
    throw problemError("registry/invalid", `${name} is no container image but something else (${mediaType}).`);
  }
  if (size > MAX_CONFIG) throw problemError("registry/too-large", `The configuration of ${name} has ${size} bytes.`);
  const chunks: Buffer[] = [];
  for await (const chunk of downloadBlob(client, { digest: parseDigest(digest), size }, downloadOptions(request))) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function fetchLayers(
  client: RegistryClient,
  manifest: ImageManifest,
  diffIds: readonly Digest[],
  request: PullRequest,
): Promise<Digest[]> {
  const name = familiarName(request.reference);
  const limits = { ...DEFAULT_PULL_LIMITS, ...request.settings.limits };
  requireFitting(name, manifest, diffIds, limits);
  const room = new PullRoom(name, limits.maxImageBytes);
  const places = manifest.layers.flatMap((layer, index) => {
    const diffId = diffIds[index];
    return diffId === undefined ? [] : [{ layer, place: { index, layers: diffIds.length, room, diffId } }];
  });
  request.onLayers?.(
    places.map(({ layer, place: { diffId } }) => ({ ...layer, digest: parseDigest(layer.digest), diffId })),
  );
  await inParallel(places, { width: PARALLEL, signal: request.signal }, ({ layer, place }, signal) =>
    fetchLayer(client, layer, place, { ...request, signal }),
  );
  return [...diffIds];
}

async function fetchLayer(
  client: RegistryClient,
  layer: Descriptor,
  place: { index: number; layers: number; diffId: Digest; room: PullRoom },
  request: PullRequest,
): Promise<void> {
  const { store } = request;
  const { index, layers, diffId, room } = place;
  const digest = parseDigest(layer.digest);
  const total = layer.size;
  let told = -1;
  const tell = (current: number) => {
    if (current < total && told >= 0 && current - told < Math.max(total / 100, MIN_STEP)) return;
    told = current;
    request.onProgress?.({ layer: digest, index, layers, current, total });
  };
  // A layer counts as stored only if this very blob was unpacked before: a configuration may claim any diffId.
  if (store.layerOf(digest) !== diffId) {
    tell(0);
    const bytes = downloadBlob(client, { digest, size: total }, { ...downloadOptions(request), onBytes: tell });
    await keepLayer(store, bytes, { digest, size: total, diffId, room, blobs: request.blobs ?? store.blobs });
  }
  tell(total);
}

function downloadOptions({ signal, settings }: PullRequest) {
  const { retryDelayMs } = settings;
  return { signal, ...(retryDelayMs === undefined ? {} : { retryDelayMs }) };
}
