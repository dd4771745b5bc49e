/** Bytes that wait to be sent or acknowledged, in their original chunks: nothing is copied before it is sent. */
export class SendBuffer {
  #chunks: Buffer[] = [];
  /** Index of the first live chunk, and how many of its bytes are dropped. */
  #first = 0;
  #skipped = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** Drops the first `bytes`. */
  drop(bytes: number): void {
    this.#length -= bytes;
    this.#skipped += bytes;
    for (
      let chunk = this.#chunks[this.#first];
      chunk && this.#skipped >= chunk.length;
      chunk = this.#chunks[this.#first]
    ) {
      this.#skipped -= chunk.length;
      this.#first++;
    }
    if (this.#first > 64 || this.#first === this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#first);
      this.#first = 0;
    }
  }

  /** Copies `length` bytes from `offset` on into `target` at `at`. */
  copy(offset: number, length: number, target: Buffer, at: number): void {
    let skip = this.#skipped + offset;
    let copied = 0;
    for (let index = this.#first; copied < length; index++) {
      const chunk = this.#chunks[index];
      if (!chunk) throw new RangeError("More bytes asked for than the send buffer holds.");
      if (skip >= chunk.length) {
        skip -= chunk.length;
        continue;
      }
      copied += chunk.copy(target, at + copied, skip, Math.min(chunk.length, skip + length - copied));
      skip = 0;
    }
  }
}
