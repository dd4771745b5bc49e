import { BLOCK, padded, TarError } from "./tarEntry.ts";
import { isZeroBlock } from "./tarFields.ts";
import type { HeaderStep, Member } from "./tarHeaders.ts";
import { TarHeaders } from "./tarHeaders.ts";

/** What the follower needs next: a number of bytes to read, or to skip. */
type Want = { readonly look: number } | { readonly pass: number };

/** Told of each member: the offset of its stored bytes in the tar. May throw a TarError: the follower then stops. */
export type OnMember = (member: Member, offset: number) => void;

/** Follows a stream of bytes without storing them: whether it is a tar, its members, and where it ends. */
export class TarFollower {
  /** A member's header was seen, so it is a tar. */
  began = false;
  /** Its end was seen: bytes that follow are not part of the tar. */
  ended = false;
  /** No further byte can change the result. */
  get settled(): boolean {
    return this.#want === undefined;
  }
  readonly #steps = this.#follow();
  readonly #onMember: OnMember;
  #want: Want | undefined = this.#steps.next().value ?? undefined;
  #waiting: Buffer[] = [];
  #have = 0;
  /** Bytes of what was wanted so far. */
  #position = 0;

  constructor(onMember: OnMember = () => {}) {
    this.#onMember = onMember;
  }

  take(piece: Uint8Array): void {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (this.#want !== undefined && rest.length > 0) {
      const wanted = "look" in this.#want ? this.#want.look : this.#want.pass;
      const part = rest.subarray(0, wanted - this.#have);
      rest = rest.subarray(part.length);
      this.#have += part.length;
      // The caller owns the piece.
      if ("look" in this.#want) this.#waiting.push(Buffer.from(part));
      if (this.#have === wanted) this.#go(Buffer.concat(this.#waiting));
    }
  }

  #go(bytes: Buffer): void {
    this.#waiting = [];
    this.#position += this.#have;
    this.#have = 0;
    try {
      this.#want = this.#steps.next(bytes).value ?? undefined;
    } catch (error) {
      if (!(error instanceof TarError)) throw error;
      // Reading it later reports the error.
      this.#want = undefined;
    }
  }

  *#follow(): Generator<Want, void, Buffer> {
    const headers = new TarHeaders();
    for (;;) {
      const block = yield { look: BLOCK };
      this.ended = isZeroBlock(block);
      if (this.ended) break;
      let step: HeaderStep = headers.block(block);
      while (step.kind === "sparse") step = headers.sparseBlock(yield { look: BLOCK });
      if (step.kind === "extension") {
        const bytes = step.size === 0 ? Buffer.alloc(0) : yield { look: padded(step.size) };
        headers.extension(bytes.subarray(0, step.size));
        continue;
      }
      this.began = true;
      this.#onMember(step, this.#position);
      if (step.stored > 0) yield { pass: padded(step.stored) };
    }
    // A second empty header should follow; it may be missing.
    this.ended = isZeroBlock(yield { look: BLOCK });
  }
}
