import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from "node:zlib";
import type { Compression } from "./compression.ts";

/** Bytes. */
const CHUNK = 256 * 1024;
const DECODERS = { gzip: createGunzip, zstd: createZstdDecompress };

/** Formats that Node decompresses. */
export type NodeCompression = keyof typeof DECODERS;

export function isNodeCompression(compression: Compression): compression is NodeCompression {
  return compression in DECODERS;
}

/**
 * Decompresses concatenated gzip members or Zstandard frames. The source is read to its end, so that it can verify its
 * digest. Throws the source's error, or one of `isDamage` if the bytes are invalid or truncated; the last `chunkSize`
 * bytes of the output may be missing then.
 */
export async function* decompress(
  compression: NodeCompression,
  source: AsyncIterable<Uint8Array>,
  chunkSize = CHUNK,
): AsyncGenerator<Uint8Array> {
  const input = new Input(source);
  try {
    while (!(await input.atEnd())) {
      yield* decodeOne(DECODERS[compression]({ chunkSize }), input);
      // Zeros after the last member are padding; a frame decoder restarts at the bytes that follow.
      if (compression === "gzip") await input.drain();
    }
  } finally {
    input.close();
  }
}

/** Whether an error means that compressed bytes are damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(Z_|ZSTD_|ERR_ZSTD)/.test(String(error.code));
}

/** Feeds the decoder until it has enough: a Zstandard decoder ends with its frame. */
async function* decodeOne(decoder: Gunzip | ZstdDecompress, input: Input): AsyncGenerator<Uint8Array> {
  const fed = feed(decoder, input).catch((error: unknown) => {
    decoder.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of decoder) yield piece;
    await fed;
  } finally {
    decoder.destroy();
  }
}

async function feed(decoder: Gunzip | ZstdDecompress, input: Input): Promise<void> {
  let fed = 0;
  for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) {
    fed += chunk.length;
    await written(decoder, chunk);
    const left = fed - decoder.bytesWritten;
    if (left === 0) continue;
    input.putBack(chunk.subarray(chunk.length - left));
    return;
  }
  decoder.end();
}

function written(decoder: Gunzip | ZstdDecompress, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    decoder.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

/** Chunks of a source; a part of the last one can be returned. */
class Input {
  readonly #source: AsyncIterator<Uint8Array>;
  #back: Uint8Array | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async next(): Promise<Uint8Array | undefined> {
    const back = this.#back;
    this.#back = undefined;
    if (back !== undefined) return back;
    for (;;) {
      const { value, done } = await this.#source.next();
      if (done === true) return undefined;
      if (value.length > 0) return value;
    }
  }

  putBack(chunk: Uint8Array): void {
    this.#back = chunk;
  }

  async atEnd(): Promise<boolean> {
    this.#back = await this.next();
    return this.#back === undefined;
  }

  async drain(): Promise<void> {
    while ((await this.next()) !== undefined);
  }

  /** Stops reading. A source that waits for bytes ends when they arrive; there is no need to wait for it. */
  close(): void {
    void this.#source.return?.().catch(() => undefined);
  }
}
