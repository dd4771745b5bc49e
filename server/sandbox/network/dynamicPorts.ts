/** Ports of the gateway that connections into the guest come from (RFC 6335 §6). */
const FIRST = 49_152;
const COUNT = 16_384;

/** Takes one such port after the other, so that one that was just used comes last. */
export class DynamicPorts {
  #last = 0;

  /** Undefined if all are taken. */
  next(isTaken: (port: number) => boolean): number | undefined {
    for (let tries = 0; tries < COUNT; tries++) {
      this.#last = (this.#last + 1) % COUNT;
      if (!isTaken(FIRST + this.#last)) return FIRST + this.#last;
    }
    return undefined;
  }
}
