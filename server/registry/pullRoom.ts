import { problemError } from "#server/images/problemError.ts";

/** What the layers of one image may unpack to, all of them together, and what they have so far. */
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

  /** How much came out of how little. */
  get ratio(): string {
    return `${this.#packed} bytes of ${this.#image} unpacked to at least ${this.#unpacked} bytes.`;
  }

  /** Notes bytes as they came. */
  receive(bytes: number): void {
    this.#packed += bytes;
  }

  /** Notes what came out. Throws a ProblemError (registry/too-large) where it is too much. */
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
