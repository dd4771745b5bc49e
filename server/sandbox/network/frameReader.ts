import { ethernetHeaderBytes, frameLengthBytes, maxFrameBytes } from "./addresses.ts";

/** The other end violates the format: nothing after this can be parsed. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Splits a byte stream into frames (4-byte big-endian length, then the frame), whatever its chunks. */
export class FrameReader {
  readonly #onFrame: (frame: Buffer) => void;
  readonly #prefix = Buffer.alloc(frameLengthBytes);
  #prefixFilled = 0;
  #frame: Buffer | undefined;
  #filled = 0;

  constructor(onFrame: (frame: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  /** Frames that are complete in `chunk` are views of it. Throws a FrameError. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#frame ? this.#fill(this.#frame, chunk, at) : this.#begin(chunk, at);
  }

  #begin(chunk: Buffer, start: number): number {
    const bytes = Math.min(frameLengthBytes - this.#prefixFilled, chunk.length - start);
    chunk.copy(this.#prefix, this.#prefixFilled, start, start + bytes);
    this.#prefixFilled += bytes;
    const at = start + bytes;
    if (this.#prefixFilled < frameLengthBytes) return at;
    this.#prefixFilled = 0;
    const length = this.#prefix.readUInt32BE(0);
    if (length < ethernetHeaderBytes || length > maxFrameBytes) throw new FrameError(`A frame of ${length} bytes.`);
    if (at + length <= chunk.length) {
      this.#onFrame(chunk.subarray(at, at + length));
      return at + length;
    }
    this.#frame = Buffer.allocUnsafeSlow(length);
    this.#filled = 0;
    return at;
  }

  #fill(frame: Buffer, chunk: Buffer, at: number): number {
    const bytes = Math.min(frame.length - this.#filled, chunk.length - at);
    chunk.copy(frame, this.#filled, at, at + bytes);
    this.#filled += bytes;
    if (this.#filled === frame.length) {
      this.#frame = undefined;
      this.#onFrame(frame);
    }
    return at + bytes;
  }
}
