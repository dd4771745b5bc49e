/** Frames and bytes of one page: as many at once as the first has, and then as the second adds each second. */
const FRAMES = { atOnce: 600, perSecond: 60 };
const BYTES = { atOnce: 4_000_000, perSecond: 200_000 };

/** How fast a page may send: typing is far below that, and so is the first sending of all files. */
export class FrameRate {
  readonly #now: () => number;
  #frames = FRAMES.atOnce;
  #bytes = BYTES.atOnce;
  #at: number;

  /** `now` is in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#at = now();
  }

  /** Whether one more frame may come. */
  take(bytes: number): boolean {
    const seconds = (this.#now() - this.#at) / 1000;
    this.#at += seconds * 1000;
    this.#frames = Math.min(FRAMES.atOnce, this.#frames + seconds * FRAMES.perSecond) - 1;
    this.#bytes = Math.min(BYTES.atOnce, this.#bytes + seconds * BYTES.perSecond) - bytes;
    return this.#frames >= 0 && this.#bytes >= 0;
  }
}
