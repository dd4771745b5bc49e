const MIN_TIMEOUT = 200;
const MAX_TIMEOUT = 60_000;
const FIRST_TIMEOUT = 1_000;

/** The retransmission timeout of RFC 6298, with Linux's lower bound. All in milliseconds. */
export class RoundTrip {
  #smoothed: number | undefined;
  #variation = 0;
  #timeout = FIRST_TIMEOUT;

  get timeout(): number {
    return this.#timeout;
  }

  measured(time: number): void {
    if (this.#smoothed === undefined) {
      this.#smoothed = time;
      this.#variation = time / 2;
    } else {
      this.#variation = 0.75 * this.#variation + 0.25 * Math.abs(this.#smoothed - time);
      this.#smoothed = 0.875 * this.#smoothed + 0.125 * time;
    }
    this.#timeout = Math.min(Math.max(this.#smoothed + 4 * this.#variation, MIN_TIMEOUT), MAX_TIMEOUT);
  }

  /** Call after each timeout. */
  backOff(): void {
    this.#timeout = Math.min(this.#timeout * 2, MAX_TIMEOUT);
  }
}
