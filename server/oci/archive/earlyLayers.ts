import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { keepCompressedSize } from "#server/oci/store/compressedSize.ts";
import { compressionOf, MAGIC_BYTES } from "#server/oci/store/compression.ts";
import { decompress, isDamage, isNodeCompression } from "#server/oci/store/decompress.ts";
import { requireLayerIndex } from "#server/oci/store/layerIndex.ts";
import { LayerIndexing } from "#server/oci/store/layerIndexing.ts";
import type { ArchivedFile } from "./archiveFiles.ts";

/**
 * Unpacks the compressed layers of an archive while the rest of it arrives, so that little is left to do at its end. What
 * can't be unpacked, or is too much, is left for then: by that time it is known whether it is a layer.
 */
export class EarlyLayers {
  readonly #blobs: BlobStore;
  /** By the digest of the compressed bytes. */
  readonly #diffIds = new Map<Digest, Digest>();
  /** Bytes. */
  #left: number;

  constructor(blobs: BlobStore, limit: number) {
    this.#blobs = blobs;
    this.#left = limit;
  }

  async take({ digest, size }: ArchivedFile): Promise<void> {
    if (size < MAGIC_BYTES || this.#diffIds.has(digest)) return;
    const compression = compressionOf(this.#blobs.readBytes(digest, 0, MAGIC_BYTES));
    if (compression === undefined || !isNodeCompression(compression)) return;
    const writer = this.#blobs.writer();
    const indexing = new LayerIndexing();
    try {
      for await (const piece of decompress(compression, this.#blobs.readStream(digest))) {
        this.#left -= piece.length;
        if (this.#left < 0) return writer.abort();
        writer.write(piece);
        indexing.take(piece);
      }
      const diffId = writer.finish();
      indexing.store(this.#blobs, diffId);
      requireLayerIndex(this.#blobs, diffId);
      keepCompressedSize(this.#blobs, diffId, { size, how: "received" });
      this.#diffIds.set(digest, diffId);
    } catch (error) {
      writer.abort();
      if (!isDamage(error) && !isNoLayer(error)) throw error;
    }
  }

  /** The layer in these bytes, if it is unpacked. */
  layerOf(digest: Digest): Digest | undefined {
    return this.#diffIds.get(digest);
  }
}

/** Other files of an archive may be compressed, too. */
function isNoLayer(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "image/invalid";
}
