import type { ContainerConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { adoptImage } from "#server/oci/store/adoptImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireLayerIndex } from "#server/oci/store/layerIndex.ts";
import { LayerIndexing } from "#server/oci/store/layerIndexing.ts";
import { requireTag } from "#server/oci/store/requireReference.ts";
import { stageBlobs } from "#server/oci/store/stageBlobs.ts";
import { plainTar } from "./plainTar.ts";

export interface ImportRequest {
  /** As entered; without one, the image has no name. */
  readonly name?: string;
  /** Of the history. */
  readonly message?: string;
  /** After the instructions of `--change`. */
  readonly config?: ContainerConfig;
}

/**
 * `docker import`: a root file system becomes an image with one layer. Throws a ProblemError (image/invalid,
 * image/too-large, image/reference, store/full), or the source's error.
 */
export async function importImage(
  images: ImageStore,
  workspace: string,
  source: AsyncIterable<Uint8Array>,
  { name, message, config, limit }: ImportRequest & { readonly limit: number },
): Promise<Digest> {
  const tags = name === undefined ? [] : [name];
  for (const tag of tags) requireTag(tag);
  const layer = await stageBlobs(images.blobs, async (staged) => {
    const diffId = await keepTar(staged, plainTar(source), limit);
    images.blobs.moveFrom(staged, diffId);
    return diffId;
  });
  const created = new Date().toISOString();
  const { os, architecture } = hostPlatform();
  const bytes = encodeImageConfig({
    created,
    os,
    architecture,
    ...(config !== undefined && { config }),
    rootfs: { type: "layers", diff_ids: [layer] },
    history: [{ created, comment: message || "Imported from -" }],
  });
  return adoptImage(images, workspace, { config: bytes, layers: [layer], tags }).id;
}

/** Rejected if it is not a tar. */
async function keepTar(blobs: BlobStore, tar: AsyncIterable<Uint8Array>, limit: number): Promise<Digest> {
  const writer = blobs.writer();
  const indexing = new LayerIndexing();
  try {
    for await (const piece of tar) {
      writer.write(piece);
      indexing.take(piece);
      if (writer.size > limit) throw problemError("image/too-large", `The tar has more than ${limit} bytes.`);
    }
    const diffId = writer.finish();
    indexing.store(blobs, diffId);
    requireLayerIndex(blobs, diffId);
    return diffId;
  } catch (error) {
    writer.abort();
    throw error;
  }
}
