import type { Digest } from "#contract/names/digest.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { keepCompressedSize } from "#server/oci/store/compressedSize.ts";
import { compressionOf, MAGIC_BYTES } from "#server/oci/store/compression.ts";
import { decompress, isDamage, isNodeCompression } from "#server/oci/store/decompress.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireLayerIndex } from "#server/oci/store/layerIndex.ts";
import { LayerIndexing } from "#server/oci/store/layerIndexing.ts";
import { withStart } from "#server/oci/store/withStart.ts";
import type { PullRoom } from "./pullRoom.ts";

/**
 * Stores a layer like `storeLayer` and reads its members, so the first build does not have to, and a layer that is not
 * a tar is rejected here (image/invalid). The blob is recorded as a source of the layer, and its size with it.
 */
export async function keepLayer(
  store: Pick<ImageStore, "blobs" | "rememberLayer">,
  source: AsyncIterable<Buffer>,
  layer: { digest: Digest; size: number; diffId: Digest; room: PullRoom; blobs?: BlobStore },
): Promise<void> {
  await storeLayer(layer.blobs ?? store.blobs, source, layer);
  requireLayerIndex(store.blobs, layer.diffId);
  if (layer.digest !== layer.diffId)
    keepCompressedSize(store.blobs, layer.diffId, { size: layer.size, how: "received" });
  store.rememberLayer(layer.digest, layer.diffId);
}

/**
 * Unpacks a layer's compressed bytes into the store as they arrive: gzip, zstd, or plain, by their first bytes.
 * The source must verify its own digest. Nothing is stored unless the content matches `diffId` and fits. Throws a
 * ProblemError (registry/digest, registry/too-large, registry/invalid, build/disk, store/full) or the source's error.
 */
async function storeLayer(
  blobs: BlobStore,
  source: AsyncIterable<Buffer>,
  { diffId, room }: { diffId: Digest; room: PullRoom },
): Promise<void> {
  const writer = blobs.writer();
  const indexing = new LayerIndexing();
  try {
    for await (const chunk of unpacked(received(source, room))) {
      room.unpack(chunk.length);
      writer.write(chunk);
      indexing.take(chunk);
    }
    writer.finish(diffId);
    indexing.store(blobs, diffId);
  } catch (error) {
    writer.abort();
    throw layerError(error, diffId, room);
  }
}

async function* received(source: AsyncIterable<Buffer>, room: PullRoom): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    room.receive(chunk.length);
    yield chunk;
  }
}

function unpacked(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return withStart(source, MAGIC_BYTES, (start, whole) => {
    const compression = compressionOf(start);
    return compression !== undefined && isNodeCompression(compression) ? decompress(compression, whole) : whole;
  });
}

function layerError(error: unknown, diffId: Digest, room: PullRoom): unknown {
  if (error instanceof ProblemError && error.problem.code === "build/disk") {
    return new ProblemError({ ...error.problem, detail: `${error.problem.detail} ${room.ratio}` }, { cause: error });
  }
  if (error instanceof ProblemError && error.problem.code === "blob/mismatch") {
    const detail = `The content of a layer does not match its diff ID ${diffId} in the image's configuration.`;
    return problemError("registry/digest", detail, {}, { cause: error });
  }
  if (!isDamage(error)) return error;
  return problemError("registry/invalid", "Can't unpack a layer: it is damaged or truncated.", {}, { cause: error });
}
