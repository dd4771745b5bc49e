import { problemError } from "#contract/problemError.ts";
import { compressionOf, MAGIC_BYTES } from "#server/oci/store/compression.ts";
import { decompress, isDamage, isNodeCompression } from "#server/oci/store/decompress.ts";
import { withStart } from "#server/oci/store/withStart.ts";

/** A tar that may be compressed, decompressed. Throws a ProblemError (image/invalid), or the source's error. */
export async function* plainTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* withStart(source, MAGIC_BYTES, decompressed);
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw problemError("image/invalid", "The archive is damaged or truncated.", {}, { cause: error });
  }
}

function decompressed(start: Uint8Array, whole: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const compression = compressionOf(start);
  if (compression === undefined) return whole;
  if (isNodeCompression(compression)) return decompress(compression, whole);
  throw problemError("image/invalid", `The archive is compressed with ${compression}, which can't be read here.`, {
    next: "Use gzip, zstd, or no compression.",
  });
}
