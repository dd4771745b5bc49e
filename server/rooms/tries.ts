import net from "node:net";

export interface TriesOptions {
  /** Most tries that count in a window of time. */
  readonly most: number;
  readonly windowMs: number;
  readonly now: () => number;
}

/** More are forgotten, the oldest first: they may try again. */
const MOST_KEYS = 10_000;

/** Counts tries of each key, such as an address, in windows of time. */
export class Tries {
  readonly #options: TriesOptions;
  readonly #counted = new Map<string, { count: number; since: number }>();

  constructor(options: TriesOptions) {
    this.#options = options;
  }

  /** The milliseconds until the key may try again; 0 if it may now. `most` may be another one for a key. */
  waitOf(key: string, most = this.#options.most): number {
    const { windowMs, now } = this.#options;
    const failed = this.#counted.get(key);
    if (failed === undefined || failed.count < most) return 0;
    return Math.max(0, failed.since + windowMs - now());
  }

  count(key: string): void {
    const { windowMs, now } = this.#options;
    const failed = this.#counted.get(key);
    const isRecent = failed !== undefined && failed.since + windowMs > now();
    this.#counted.delete(key);
    this.#counted.set(key, isRecent ? { count: failed.count + 1, since: failed.since } : { count: 1, since: now() });
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > MOST_KEYS && oldest !== undefined) this.#counted.delete(oldest);
  }
}

/** One household or school has a whole network of IPv6 addresses: they count as one. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (!net.isIPv6(plain)) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}
