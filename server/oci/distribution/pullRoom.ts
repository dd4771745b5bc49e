import { problemError } from "#contract/problemError.ts";

/** The unpacked size of the layers of one image: the limit, and the sum so far. */
export class PullRoom {
  readonly #image: string;
  readonly #limit: number;
  /** Bytes. */
  #packed = 0;
  #unpacked = 0;

  constructor(image: string, limit: number) {
    this.#image = image;
    this.#limit = limit;
  }

  /** A sentence with the compressed and the unpacked size. */
  get ratio(): string {
    return `${this.#packed} bytes of ${this.#image} unpacked to at least ${this.#unpacked} bytes.`;
  }

  /** Adds compressed bytes. */
  receive(bytes: number): void {
    this.#packed += bytes;
  }

  /** Adds unpacked bytes. Throws a ProblemError (registry/too-large) if they exceed the limit. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked <= this.#limit) return;
    throw problemError(
      "registry/too-large",
      `The image is larger than the limit of ${this.#limit} bytes. ${this.ratio}`,
      {
        next: "Use a smaller image, or ask the operator for a higher limit.",
      },
    );
  }
}
