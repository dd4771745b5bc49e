import type { Digest } from "#contract/names/digest.ts";
import type { LoadedImage } from "#contract/transfer.ts";
import type { PullLimits } from "#server/oci/distribution/registrySettings.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { keepReceived } from "#server/oci/store/receivedDocuments.ts";
import { SmallFiles } from "#server/oci/store/smallFiles.ts";
import { stageBlobs } from "#server/oci/store/stageBlobs.ts";
import { type ArchivedImage, archivedImages } from "./archivedImages.ts";
import { type ArchiveFiles, invalid } from "./archiveFiles.ts";
import { ArchiveRoom } from "./archiveRoom.ts";
import { EarlyLayers } from "./earlyLayers.ts";
import { plainTar } from "./plainTar.ts";
import { type ArchiveLimits, readArchiveFiles } from "./readArchiveFiles.ts";
import { type ReadyImage, readyImage } from "./readyImage.ts";
import type { UnpackLimits } from "./unpackArchived.ts";

export interface LoadLimits extends ArchiveLimits {
  /** Of each image. */
  readonly image: PullLimits;
  /** Whether compressed layers stay beside the plain ones, so that digests stay what they are. True if absent. */
  readonly keepsPacked?: boolean;
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
      const room = new ArchiveRoom(limits.bytes);
      const place = { blobs: staged, small };
      const files = await readArchiveFiles(place, plainTar(source), limits, (file) => early.take(file));
      return await loadFiles(images, workspace, {
        staged,
        files,
        limits: { ...limits.image, early, room, keepsPacked: limits.keepsPacked ?? true },
      });
    } finally {
      small.close();
    }
  });
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
  if (found.length === 0) throw invalid("It has no image for any platform.");
  const loaded = new Map<Digest, LoadedImage>();
  const { ready, failure } = await readyImages(staged, found, limits);
  for (const { image, blobs, received, leftOut } of ready) {
    for (const blob of blobs) images.blobs.moveFrom(staged, blob);
    const { id, platforms } = adoptImage(images, workspace, image);
    if (received !== undefined) keepReceived(images.blobs, id, workspace, received);
    const names = [...(loaded.get(id)?.names ?? []), ...image.tags];
    loaded.set(id, {
      id,
      names,
      ...(platforms !== undefined && { platforms: platforms.map(({ platform }) => platform) }),
      ...(leftOut.length > 0 && { leftOut: [...leftOut] }),
    });
  }
  if (failure !== undefined) throw failure.error;
  return [...loaded.values()];
}

/** The images up to the first that fails. Several may share a layer, so that none is moved before all are unpacked. */
async function readyImages(staged: BlobStore, found: readonly ArchivedImage[], limits: UnpackLimits) {
  const ready: ReadyImage[] = [];
  try {
    for (const image of found) ready.push(await readyImage(staged, image, limits));
    return { ready };
  } catch (error) {
    return { ready, failure: { error } };
  }
}
