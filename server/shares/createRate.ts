import { problemError } from "#contract/problemError.ts";

/** How often something may be done, by whoever a key stands for. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

/** Keys remembered: more are forgotten, the oldest first. */
const MOST_KEYS = 10_000;

/** Counts in windows of time: within one, a key may do a thing `count` times. */
export class CreateRate {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #windows = new Map<string, { readonly until: number; count: number }>();

  constructor(rate: Rate, now: () => number = Date.now) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Throws request/too-many. */
  take(key: string): void {
    const now = this.#now();
    const known = this.#windows.get(key);
    const open = known !== undefined && known.until > now ? known : { until: now + this.#rate.perMs, count: 0 };
    if (open.count >= this.#rate.count) {
      const seconds = Math.ceil((open.until - now) / 1000);
      throw problemError("request/too-many", `${this.#rate.count} shares were made in a short time.`, {
        next: `Try again in ${seconds} s.`,
      });
    }
    open.count += 1;
    this.#windows.delete(key);
    this.#windows.set(key, open);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > MOST_KEYS && oldest !== undefined) this.#windows.delete(oldest);
  }
}
