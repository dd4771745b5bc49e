import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from "node:zlib";
import type { Compression } from "./compression.ts";

/** Bytes. */
const CHUNK = 256 * 1024;
const DECODERS = { gzip: createGunzip, zstd: createZstdDecompress };

/** What Node unpacks itself. */
export type NodeCompression = keyof typeof DECODERS;

export function isNodeCompression(compression: Compression): compression is NodeCompression {
  return compression in DECODERS;
}

/**
 * What comes out of gzip members or Zstandard frames, one behind the other. The source is read to its end, so that it
 * can check what it sent. Throws the source's error, or one of `isDamage` where the bytes are none or break off; of what
 * came out before, the last `chunkSize` bytes may be missing then.
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
      // Zeros behind the last member are padding; a decoder of frames starts anew at whatever follows.
      if (compression === "gzip") await input.drain();
    }
  } finally {
    input.close();
  }
}

/** Whether an error says that packed bytes are not what they should be. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(Z_|ZSTD_|ERR_ZSTD)/.test(String(error.code));
}

/** Until the decoder has what it wants: a decoder of Zstandard ends with its frame. */
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

/** Chunks of a source, of which the last may be given back in part. */
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

  /** Nobody reads on. A source that waits for bytes ends when they come; nothing here needs to wait for that. */
  close(): void {
    void this.#source.return?.().catch(() => undefined);
  }
}
