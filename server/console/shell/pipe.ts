import type { Input, Output } from "../command/commandIo.ts";

/** The reader of a pipe has ended: SIGPIPE. */
export class BrokenPipe extends Error {}

/** Bytes that wait for the reader. */
const ROOM = 64 * 1024;

/** Connects one command's output to another's input. A writer waits while the reader has enough to read. */
export class Pipe {
  readonly #chunks: Uint8Array[] = [];
  #waiting = 0;
  #isEnded = false;
  #isBroken = false;
  #changed = Promise.withResolvers<void>();

  readonly output: Output = {
    isTerminal: false,
    write: (chunk) => this.#write(typeof chunk === "string" ? Buffer.from(chunk) : chunk),
  };

  readonly input: Input = { isTerminal: false, [Symbol.asyncIterator]: () => this.#read() };

  #signal(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#isBroken) throw new BrokenPipe();
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.#waiting += bytes.length;
    this.#signal();
    while (this.#waiting > ROOM) {
      await this.#changed.promise;
      if (this.#isBroken) throw new BrokenPipe();
    }
  }

  async *#read(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#waiting -= chunk.length;
        this.#signal();
        yield chunk;
      } else if (this.#isEnded) {
        return;
      } else {
        await this.#changed.promise;
      }
    }
  }

  /** The writer has ended. */
  end(): void {
    this.#isEnded = true;
    this.#signal();
  }

  /** The reader has ended. */
  break(): void {
    this.#isBroken = true;
    this.#chunks.length = 0;
    this.#waiting = 0;
    this.#signal();
  }
}
