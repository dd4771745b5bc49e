import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { type ImageReference, normalizedName } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { isOwnRegistry } from "#server/oci/distribution/ownServer.ts";
import { type PlannedLayer, pullImage } from "#server/oci/distribution/pullImage.ts";
import { DEFAULT_PULL_LIMITS } from "#server/oci/distribution/registrySettings.ts";
import { type ResolvedImage, resolveImage } from "#server/oci/distribution/resolveImage.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import { freeBytes } from "#server/oci/store/freeBytes.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { DOCKER_LAYER_GZIP, OCI_LAYER, OCI_LAYER_GZIP, OCI_LAYER_ZSTD } from "#server/oci/store/mediaTypes.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { personalStore, sharedStore } from "./personalStore.ts";
import { pullProgress } from "./pullProgress.ts";
import { settingsFor, type TransferJob, type TransferOptions } from "./transferJob.ts";
import type { TransferStores } from "./transferStores.ts";
import type { Pulled } from "./transfers.ts";

interface Pull {
  readonly stores: TransferStores;
  readonly options: TransferOptions;
  readonly signal: AbortSignal;
  readonly tell: (progress: TransferProgress) => void;
}

/** Types of layers as they are written in manifests that are pushed. */
const LAYER_TYPES: Readonly<Record<string, string>> = {
  [OCI_LAYER]: OCI_LAYER,
  [OCI_LAYER_GZIP]: OCI_LAYER_GZIP,
  [DOCKER_LAYER_GZIP]: OCI_LAYER_GZIP,
  [OCI_LAYER_ZSTD]: OCI_LAYER_ZSTD,
};

/** Pulls an image and makes it one of the owner's, with the name that was asked for. Throws a ProblemError. */
export async function pullForOwner(job: TransferJob & { kind: "pull" }, pull: Pull): Promise<Pulled> {
  const { stores } = pull;
  const { owner } = job;
  const reference = requireReference(job.reference);
  const parsed = parsePlatform(job.platform ?? formatPlatform(hostPlatform()), hostPlatform());
  if (!parsed.ok) throw problemError("request/invalid", parsed.error);
  const name = normalizedName(reference);
  const before =
    stores.images.get(owner, name)?.id ?? stores.pulls.get(owner, name, formatPlatform(parsed.platform))?.id;
  const wasHere = before !== undefined && stores.images.get(owner, before) !== undefined;
  const planned: PlannedLayer[] = [];
  const { image, standIn } = await fetchImage(job, pull, {
    reference,
    platform: parsed.platform,
    onLayers: (layers) => planned.push(...layers),
  });
  const own = stores.images.get(owner, name);
  if (standIn !== undefined && own?.platform === image.platform) {
    return { id: own.id, digest: own.manifestDigest, reference: name, isNew: false, standIn: "own" };
  }
  const layers = image.layers.map(({ diffId }) => diffId);
  const tags = reference.digest === undefined ? [name] : [];
  const adopted = adoptImage(stores.images, owner, { config: image.configBytes, layers, tags });
  const digest = image.digest ?? adopted.manifestDigest;
  rememberPull(stores, { owner, reference, image, digest, planned });
  return { id: image.id, digest, reference: name, isNew: !wasHere || before !== image.id, ...(standIn && { standIn }) };
}

type Asked = Pick<Parameters<typeof pullImage>[0], "reference" | "platform"> & {
  readonly onLayers: (layers: readonly PlannedLayer[]) => void;
};

async function fetchImage(
  job: TransferJob & { kind: "pull" },
  { stores, options, signal, tell }: Pull,
  { onLayers, ...asked }: Asked,
): Promise<ResolvedImage> {
  const { owner, logins, own } = job;
  const free = freeBytes(stores.images, options.keptBytes, stores.keptBlobs());
  const limits = { ...DEFAULT_PULL_LIMITS, maxImageBytes: Math.min(options.imageBytes, free) };
  const progress = pullProgress(tell);
  const request = {
    ...asked,
    settings: { ...settingsFor(options, job, logins), limits },
    signal,
    onLayers: (layers: readonly PlannedLayer[]) => {
      onLayers(layers);
      progress.plan(layers);
    },
    onProgress: progress.move,
  };
  const { registry } = asked.reference;
  // Neither what a login opens nor another owner's images may be found by a FROM of everybody.
  if (logins[registry] !== undefined || isOwnRegistry(registry, own)) {
    return { image: await pullImage({ ...request, store: personalStore(stores, owner) }) };
  }
  // No build may have run before.
  ensureStarterImages(stores.images);
  return await resolveImage({ ...request, store: sharedStore(stores, owner), mode: "refresh" });
}

interface PullMemory {
  readonly owner: string;
  readonly reference: ImageReference;
  readonly image: PulledImage;
  readonly digest: Pulled["digest"];
  readonly planned: readonly PlannedLayer[];
}

function rememberPull({ layerBlobs, pulls }: TransferStores, memory: PullMemory): void {
  const { owner, reference, image, digest, planned } = memory;
  if (image.origin === "registry") pulls.put(owner, image.reference, image.platform, { digest, id: image.id });
  const known = layerBlobs.of(owner);
  for (const { diffId, digest: blob, size, mediaType } of planned) {
    const type = LAYER_TYPES[mediaType];
    if (type === undefined) continue;
    known.remember(diffId, { digest: blob, size, mediaType: type }, reference.registry, reference.repository);
  }
}
