import type { Digest } from "#contract/names/digest.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { PullLimits } from "#server/oci/distribution/registrySettings.ts";
import { unpackLayers } from "#server/oci/distribution/unpackLayers.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { keepReceived } from "#server/oci/store/receivedDocuments.ts";
import { archivedDocuments } from "./archivedDocuments.ts";
import { type ArchivedImage, archivedImages, readConfigBytes } from "./archivedImages.ts";
import type { ArchiveLimits } from "./archiveFiles.ts";
import { readArchiveFiles } from "./archiveFiles.ts";
import { EarlyLayers } from "./earlyLayers.ts";
import { plainTar } from "./plainTar.ts";

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
  const { blobs } = images;
  const early = new EarlyLayers(blobs, limits.image.maxImageBytes);
  const files = await readArchiveFiles(blobs, plainTar(source), limits, (file) => early.take(file));
  const found = archivedImages(blobs, files);
  if (found.length === 0) throw problemError("image/invalid", "The archive has no image.");
  const loaded = new Map<Digest, string[]>();
  for (const image of found) {
    const id = await loadImage(images, workspace, image, { ...limits.image, early });
    const documents = archivedDocuments(blobs, files, id);
    if (documents !== undefined) keepReceived(blobs, id, workspace, documents);
    loaded.set(id, [...(loaded.get(id) ?? []), ...image.names]);
  }
  return [...loaded].map(([id, names]) => ({ id, names }));
}

async function loadImage(
  images: ImageStore,
  workspace: string,
  { names, config: file, layers, annotations }: ArchivedImage,
  { early, ...limits }: PullLimits & { readonly early: EarlyLayers },
): Promise<Digest> {
  const config = readConfigBytes(images.blobs, file);
  const diffIds = parseImageConfig(config).rootfs.diff_ids;
  const name = names[0] ?? file.digest;
  try {
    await unpackLayers(ownLayers(images, early), { name, layers, diffIds }, limits);
  } catch (error) {
    throw asArchive(error);
  }
  requireSize(images, diffIds, limits.maxImageBytes);
  const image = { config, layers: diffIds, tags: names, ...(annotations !== undefined && { annotations }) };
  return adoptImage(images, workspace, image).id;
}

/** What was loaded is nobody else's: that a blob is a layer is not told to pulls of others. */
function ownLayers({ blobs }: ImageStore, early: EarlyLayers): Pick<ImageStore, "blobs" | "layerOf" | "rememberLayer"> {
  return { blobs, layerOf: (digest) => early.layerOf(digest), rememberLayer: () => undefined };
}

/** Layers that were unpacked early count, too. */
function requireSize({ blobs }: ImageStore, diffIds: readonly Digest[], limit: number): void {
  const bytes = diffIds.reduce((sum, diffId) => sum + (blobs.size(diffId) ?? 0), 0);
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
