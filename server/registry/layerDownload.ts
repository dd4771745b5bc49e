import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { Digest } from "#contract/digest.ts";
import type { BlobStore } from "#server/images/blobStore.ts";
import { ProblemError, problemError } from "#server/images/problemError.ts";
import { ConnectionError } from "./httpRequest.ts";

/**
 * Unpacks a layer's compressed bytes into the store while they arrive: gzip, zstd or plain, by their first bytes.
 * The source must check its own digest and throw. Nothing is kept unless the content is `diffId` in at most `limit`
 * bytes. Throws a ProblemError (registry/digest, registry/too-large, registry/invalid, store/full) or the source's error.
 */
export async function storeLayer(
  blobs: BlobStore,
  source: AsyncIterable<Buffer>,
  layer: { diffId: Digest; limit: number },
): Promise<number> {
  const writer = blobs.writer();
  try {
    for await (const chunk of decompressed(source)) {
      if (writer.size + chunk.length > layer.limit) {
        throw problemError("registry/too-large", `The image is larger than the ${layer.limit} bytes left for it.`);
      }
      writer.write(chunk);
    }
    const size = writer.size;
    writer.finish(layer.diffId);
    return size;
  } catch (error) {
    writer.abort();
    throw layerError(error, layer.diffId);
  }
}

async function* decompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < 4) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  const whole = prepend(start, iterator);
  const decoder = decoderFor(start);
  if (decoder === undefined) {
    yield* whole;
    return;
  }
  const input = Readable.from(whole, { objectMode: false, highWaterMark: 256 * 1024 });
  input.on("error", (error) => decoder.destroy(error));
  input.pipe(decoder);
  try {
    for await (const chunk of decoder) yield chunk;
  } finally {
    input.destroy();
    decoder.destroy();
  }
  // A decoder stops at the end of its stream; the rest must come too, so that the digest is checked.
  for await (const _rest of { [Symbol.asyncIterator]: () => iterator });
}

async function* prepend(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function decoderFor(start: Buffer) {
  const chunkSize = 256 * 1024;
  if (start[0] === 0x1f && start[1] === 0x8b) return createGunzip({ chunkSize });
  if (start.length >= 4 && start.readUInt32LE(0) === 0xfd2fb528) return createZstdDecompress({ chunkSize });
  return undefined;
}

function layerError(error: unknown, diffId: Digest): unknown {
  if (error instanceof ProblemError && error.problem.code === "blob/mismatch") {
    const detail = `A layer's content is not the ${diffId} that the image's configuration names.`;
    return problemError("registry/digest", detail, {}, { cause: error });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof ConnectionError || !/^(Z_|ZSTD_|ERR_ZSTD)/.test(code)) return error;
  return problemError("registry/invalid", "A layer can't be decompressed.", {}, { cause: error });
}
