import { sparseMapInContent } from "./sparseMap.ts";
import type { TarHeader } from "./tarEntry.ts";
import { BLOCK, padded, TarError } from "./tarEntry.ts";
import { isZeroBlock } from "./tarFields.ts";
import type { HeaderStep, Member } from "./tarHeaders.ts";
import { TarHeaders } from "./tarHeaders.ts";

export interface StreamedMember {
  readonly header: TarHeader;
  /** The content, with holes filled with zeros. Unread content is skipped; valid until the next member is requested. */
  content(): AsyncGenerator<Uint8Array>;
}

const ZEROS = new Uint8Array(64 * 1024);

/** Members of a streamed, uncompressed tar. Throws a TarError; passes on the source's errors. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedMember> {
  const bytes = new ByteQueue(source);
  try {
    yield* members(bytes);
  } finally {
    await bytes.close();
  }
}

async function* members(bytes: ByteQueue): AsyncGenerator<StreamedMember> {
  const headers = new TarHeaders();
  for (;;) {
    const block = await bytes.take(BLOCK, true);
    if (block === undefined) break;
    if (isZeroBlock(block)) {
      await checkEnd(bytes);
      break;
    }
    let step: HeaderStep = headers.block(block);
    while (step.kind === "sparse") step = headers.sparseBlock(await bytes.exactly(BLOCK));
    if (step.kind === "extension") {
      headers.extension((await bytes.exactly(padded(step.size))).subarray(0, step.size));
      continue;
    }
    const content = await openContent(step, bytes);
    yield { header: content.header, content: () => fillHoles(content.header, bytes, content.stored) };
    await bytes.skip(content.stored.left);
    // Go's reader does not need the zeros after the last content: umoci writes none.
    await bytes.skip(padded(step.stored) - step.stored, true);
  }
  // Some writers pad to 10 KiB and more: read it all, so that the sender can finish.
  await bytes.drain();
}

/** The two empty headers at the end, as Go's archive/tar requires; the second may be missing. */
async function checkEnd(bytes: ByteQueue): Promise<void> {
  const second = await bytes.take(BLOCK, true);
  if (second !== undefined && !isZeroBlock(second)) throw new TarError("Unexpected empty header.");
}

async function openContent(member: Member, bytes: ByteQueue) {
  if (!member.mapInContent) return { header: member.header, stored: { left: member.stored } };
  let start = Buffer.alloc(0);
  for (;;) {
    if (start.length + BLOCK > member.stored) throw new TarError("A sparse map is malformed.");
    start = Buffer.concat([start, await bytes.exactly(BLOCK)]);
    const map = sparseMapInContent(start, member.header.size, member.stored);
    if (map === undefined) continue;
    return { header: { ...member.header, sparse: map.parts }, stored: { left: member.stored - start.length } };
  }
}

async function* fillHoles(header: TarHeader, bytes: ByteQueue, stored: { left: number }): AsyncGenerator<Uint8Array> {
  const parts = header.sparse ?? [{ at: 0, length: header.size }];
  let position = 0;
  for (const part of parts) {
    yield* zeros(part.at - position);
    yield* bytes.stream(part.length, stored);
    position = part.at + part.length;
  }
  yield* zeros(header.size - position);
}

function* zeros(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}

/** Splits a stream of chunks into the sizes that its reader asks for. */
class ByteQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #current: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** `count` bytes; undefined if the stream ends exactly here and `mayEnd`. */
  async take(count: number, mayEnd: boolean): Promise<Buffer | undefined> {
    if (this.#current.length < count) {
      const parts = [this.#current];
      let have = this.#current.length;
      while (have < count) {
        const { value, done } = await this.#source.next();
        if (done === true) {
          if (have === 0 && mayEnd) return undefined;
          throw new TarError("The archive is truncated.");
        }
        const chunk = asBuffer(value);
        parts.push(chunk);
        have += chunk.length;
      }
      this.#current = Buffer.concat(parts);
    }
    const taken = this.#current.subarray(0, count);
    this.#current = this.#current.subarray(count);
    return taken;
  }

  async exactly(count: number): Promise<Buffer> {
    return (await this.take(count, false)) ?? Buffer.alloc(0);
  }

  /** `count` bytes as they arrive; `stored.left` decreases with them. */
  async *stream(count: number, stored: { left: number }): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0; ) {
      const piece = await this.#piece(left);
      left -= piece.length;
      stored.left -= piece.length;
      yield piece;
    }
  }

  /** `mayEnd`: the stream may end before. */
  async skip(count: number, mayEnd = false): Promise<void> {
    for (let left = count; left > 0; ) {
      const { length } = await this.#piece(left, mayEnd);
      if (length === 0) return;
      left -= length;
    }
  }

  async drain(): Promise<void> {
    this.#current = Buffer.alloc(0);
    while ((await this.#source.next()).done !== true);
  }

  /** Closes the source. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Empty if the stream has ended and may. */
  async #piece(limit: number, mayEnd = false): Promise<Buffer> {
    while (this.#current.length === 0) {
      const { value, done } = await this.#source.next();
      if (done === true && mayEnd) return this.#current;
      if (done === true) throw new TarError("The archive is truncated.");
      this.#current = asBuffer(value);
    }
    const piece = this.#current.subarray(0, limit);
    this.#current = this.#current.subarray(piece.length);
    return piece;
  }
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
