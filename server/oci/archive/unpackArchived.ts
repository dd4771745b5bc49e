import { ProblemError, problemError } from "#contract/problemError.ts";
import type { PullLimits } from "#server/oci/distribution/registrySettings.ts";
import { unpackLayers } from "#server/oci/distribution/unpackLayers.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { parseImageConfig, requireKeepable } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { plainManifest, type StoredLayer } from "#server/oci/store/manifest.ts";
import type { NewImage } from "#server/oci/store/newImage.ts";
import { type ArchivedPlatform, readConfigBytes } from "./archivedImages.ts";
import { invalid } from "./archiveFiles.ts";
import type { ArchiveRoom } from "./archiveRoom.ts";
import type { EarlyLayers } from "./earlyLayers.ts";

export interface UnpackLimits extends PullLimits {
  readonly early: EarlyLayers;
  readonly room: ArchiveRoom;
  /** Whether compressed layers stay beside the plain ones. True if absent. */
  readonly keepsPacked?: boolean;
}

/** Unpacks and checks the layers of an image. Throws a ProblemError (image/invalid, image/too-large, store/full). */
export async function unpackArchived(
  staged: BlobStore,
  { config: file, layers, annotations }: ArchivedPlatform,
  name: string,
  { early, room, ...limits }: UnpackLimits,
): Promise<Pick<NewImage, "config" | "layers">> {
  const config = readConfigBytes(staged, file);
  const diffIds = parseImageConfig(config).rootfs.diff_ids;
  try {
    await unpackLayers(ownLayers(staged, early), { name, layers, diffIds }, limits);
  } catch (error) {
    throw asArchive(error);
  }
  const stored = diffIds.map((diffId) => ({ diffId, size: staged.size(diffId) ?? 0 }));
  requireSize(stored, limits.maxImageBytes);
  room.take(stored.map(({ diffId: digest, size }) => ({ digest, size })));
  // Once a layer is in the store, nothing about its image may be refused.
  requireKeepable("manifest", plainManifest(config, stored, annotations).bytes);
  return { config, layers: diffIds };
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
  return invalid(detail, error);
}
