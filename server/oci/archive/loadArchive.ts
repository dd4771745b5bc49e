import type { Digest } from "#contract/names/digest.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { PullLimits } from "#server/oci/distribution/registrySettings.ts";
import { unpackLayers } from "#server/oci/distribution/unpackLayers.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { parseImageConfig, requireKeepable } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { plainManifest, type StoredLayer } from "#server/oci/store/manifest.ts";
import type { NewImage } from "#server/oci/store/newImage.ts";
import { keepReceived } from "#server/oci/store/receivedDocuments.ts";
import { stageBlobs } from "#server/oci/store/stageBlobs.ts";
import { archivedDocuments } from "./archivedDocuments.ts";
import { type ArchivedImage, archivedImages, readConfigBytes } from "./archivedImages.ts";
import type { ArchiveFiles } from "./archiveFiles.ts";
import { EarlyLayers } from "./earlyLayers.ts";
import { plainTar } from "./plainTar.ts";
import { type ArchiveLimits, readArchiveFiles } from "./readArchiveFiles.ts";
import { SmallFiles } from "./smallFiles.ts";

export interface LoadedImage {
  readonly id: Digest;
  /** Familiar; none if the archive gives it none. */
  readonly names: readonly string[];
}

export interface LoadLimits extends ArchiveLimits {
  /** Of each image. */
  readonly image: PullLimits;
}

/**
 * `docker load`: the images of an archive become the workspace's. Throws a ProblemError (image/invalid, image/too-large,
 * store/full), or the source's error. Images before the one that fails stay, as with Docker.
 */
export async function loadArchive(
  images: ImageStore,
  workspace: string,
  source: AsyncIterable<Uint8Array>,
  limits: LoadLimits,
): Promise<LoadedImage[]> {
  return await stageBlobs(images.blobs, async (staged) => {
    const small = new SmallFiles(staged);
    try {
      const early = new EarlyLayers(staged, limits.image.maxImageBytes);
      const place = { blobs: staged, small };
      const files = await readArchiveFiles(place, plainTar(source), limits, (file) => early.take(file));
      return await loadFiles(images, workspace, { staged, files, limits: { ...limits.image, early } });
    } finally {
      small.close();
    }
  });
}

interface UnpackLimits extends PullLimits {
  readonly early: EarlyLayers;
}

interface StagedArchive {
  readonly staged: BlobStore;
  readonly files: ArchiveFiles;
  readonly limits: UnpackLimits;
}

async function loadFiles(
  images: ImageStore,
  workspace: string,
  { staged, files, limits }: StagedArchive,
): Promise<LoadedImage[]> {
  const found = archivedImages(staged, files);
  if (found.length === 0) throw problemError("image/invalid", "The archive has no image.");
  const loaded = new Map<Digest, string[]>();
  const { ready, failure } = await readyImages(staged, found, limits);
  for (const image of ready) {
    for (const layer of image.layers) images.blobs.moveFrom(staged, layer);
    const { id } = adoptImage(images, workspace, image);
    const documents = archivedDocuments(staged, files, id);
    if (documents !== undefined) keepReceived(images.blobs, id, workspace, documents);
    loaded.set(id, [...(loaded.get(id) ?? []), ...image.tags]);
  }
  if (failure !== undefined) throw failure.error;
  return [...loaded].map(([id, names]) => ({ id, names }));
}

type ReadyImage = Pick<NewImage, "config" | "layers" | "tags" | "annotations">;

/** The images up to the first that fails. Several may share a layer, so that none is moved before all are unpacked. */
async function readyImages(staged: BlobStore, found: readonly ArchivedImage[], limits: UnpackLimits) {
  const ready: ReadyImage[] = [];
  try {
    for (const image of found) ready.push(await unpackImage(staged, image, limits));
    return { ready };
  } catch (error) {
    return { ready, failure: { error } };
  }
}

async function unpackImage(
  staged: BlobStore,
  { names, config: file, layers, annotations }: ArchivedImage,
  { early, ...limits }: UnpackLimits,
): Promise<ReadyImage> {
  const config = readConfigBytes(staged, file);
  const diffIds = parseImageConfig(config).rootfs.diff_ids;
  const name = names[0] ?? file.digest;
  try {
    await unpackLayers(ownLayers(staged, early), { name, layers, diffIds }, limits);
  } catch (error) {
    throw asArchive(error);
  }
  const stored = diffIds.map((diffId) => ({ diffId, size: staged.size(diffId) ?? 0 }));
  requireSize(stored, limits.maxImageBytes);
  // Once a layer is in the store, nothing about its image may be refused.
  requireKeepable("manifest", plainManifest(config, stored, annotations).bytes);
  return { config, layers: diffIds, tags: names, ...(annotations !== undefined && { annotations }) };
}

/** What was loaded is nobody else's: that a blob is a layer is not told to pulls of others. */
function ownLayers(blobs: BlobStore, early: EarlyLayers): Pick<ImageStore, "blobs" | "layerOf" | "rememberLayer"> {
  return { blobs, layerOf: (digest) => early.layerOf(digest), rememberLayer: () => undefined };
}

/** Layers that were unpacked early count, too. */
function requireSize(layers: readonly StoredLayer[], limit: number): void {
  const bytes = layers.reduce((sum, { size }) => sum + size, 0);
  if (bytes > limit) throw problemError("image/too-large", `The image has more than ${limit} bytes.`);
}

/** The same checks as for a pull, in an archive's words. */
function asArchive(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { code, detail } = error.problem;
  if (code === "registry/too-large") return problemError("image/too-large", detail, {}, { cause: error });
  if (!code.startsWith("registry/")) return error;
  return problemError("image/invalid", `The archive is not valid. ${detail}`, {}, { cause: error });
}
