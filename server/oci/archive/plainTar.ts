import { problemError } from "#contract/problemError.ts";
import { compressionOf, MAGIC_BYTES } from "#server/oci/store/compression.ts";
import { decompress, isDamage, isNodeCompression } from "#server/oci/store/decompress.ts";

/** A tar that may be compressed, decompressed. Throws a ProblemError (image/invalid), or the source's error. */
export async function* plainTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  let start: Uint8Array = Buffer.alloc(0);
  while (start.length < MAGIC_BYTES) {
    const { value, done } = await pieces.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  const whole = prepend(start, pieces);
  const compression = compressionOf(start);
  if (compression !== undefined && !isNodeCompression(compression)) {
    throw problemError("image/invalid", `The archive is compressed with ${compression}, which can't be read here.`, {
      next: "Use gzip, zstd, or no compression.",
    });
  }
  try {
    yield* compression === undefined ? whole : decompress(compression, whole);
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw problemError("image/invalid", "The archive is damaged or truncated.", {}, { cause: error });
  }
}

async function* prepend(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
