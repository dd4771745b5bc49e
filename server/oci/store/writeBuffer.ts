const BUFFER = 256 * 1024;
/** Buffers that are kept for the next who write: an archive has many files, and each would leave one as garbage. */
const MOST_SPARE = 4;
const spare: Buffer[] = [];

/** Collects small pieces into large writes. */
export class WriteBuffer {
  readonly #write: (bytes: Uint8Array) => void;
  #buffer: Buffer | undefined;
  #used = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  /** Bytes that are not written yet. */
  get used(): number {
    return this.#used;
  }

  /** Copies the bytes, or writes them. */
  write(chunk: Uint8Array): void {
    const isFull = this.#used + chunk.length > BUFFER;
    if (isFull && this.#used > 0) this.flush();
    if (isFull && chunk.length > BUFFER / 2) this.#write(chunk);
    else this.#keep(chunk);
  }

  /** Writes what is there, even if that is nothing. */
  flush(): void {
    const bytes = this.#buffer?.subarray(0, this.#used) ?? Buffer.alloc(0);
    this.#used = 0;
    this.#write(bytes);
  }

  /** Discards what is there. */
  release(): void {
    this.#used = 0;
    if (this.#buffer !== undefined && spare.length < MOST_SPARE) spare.push(this.#buffer);
    this.#buffer = undefined;
  }

  #keep(chunk: Uint8Array): void {
    this.#buffer ??= spare.pop() ?? Buffer.allocUnsafeSlow(BUFFER);
    this.#buffer.set(chunk, this.#used);
    this.#used += chunk.length;
  }
}
