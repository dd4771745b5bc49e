import { type BerkeleyPages, openPages } from "./berkeleyPages.ts";
import { type Blobs, MAX_BLOBS } from "./foundBlobs.ts";

/** Of pages with entries: those of old hashes are not sorted. */
const HASH_PAGES: readonly number[] = [2, 13];
const OVERFLOW_PAGE = 7;
/** Of entries: on the page itself, and on pages of their own. */
const ENTRY = { onPage: 1, offPage: 3 } as const;

/**
 * The values of a hash of Berkeley DB, rpm's `Packages`: pages have keys and values by turns, and a large value is a chain of
 * overflow pages. No file has more bytes of values, nor more pages of them, than it has: anything else is a lie.
 */
export function berkeleyBlobs(file: Buffer): Blobs {
  const pages = openPages(file);
  if (typeof pages === "string") return pages;
  const values = new Values(pages);
  for (let page = 1; page < pages.count && values.found.length < MAX_BLOBS; page += 1) {
    if (HASH_PAGES.includes(pages.typeOf(page)) && !values.take(page)) return "damaged";
  }
  return values.found;
}

class Values {
  readonly found: Buffer[] = [];
  readonly #pages: BerkeleyPages;
  #bytes: number;
  #links: number;

  constructor(pages: BerkeleyPages) {
    this.#pages = pages;
    this.#bytes = pages.count * pages.size;
    this.#links = pages.count;
  }

  /** The values of a page of entries. False if it is damaged. */
  take(page: number): boolean {
    const places = this.#pages.entriesOf(page);
    if (places === undefined) return false;
    for (let index = 1; index < places.length; index += 2) {
      const value = this.#value(page, places[index] ?? 0, places[index - 1] ?? 0);
      if (value === undefined || value.length > this.#bytes) return false;
      this.#bytes -= value.length;
      this.found.push(value);
    }
    return true;
  }

  /** Entries are stored from the end of a page on: one ends where the one before begins. */
  #value(page: number, at: number, end: number): Buffer | undefined {
    const entry = this.#pages.bytesOf(page, at, end);
    if (entry?.[0] === ENTRY.onPage) return entry.subarray(1);
    if (entry?.[0] !== ENTRY.offPage || entry.length < 12) return undefined;
    const { number } = this.#pages;
    return this.#chain(number(entry, 4), number(entry, 8));
  }

  #chain(first: number, length: number): Buffer | undefined {
    const parts: Buffer[] = [];
    let left = length;
    for (let page = first; left > 0; page = this.#pages.nextOf(page)) {
      this.#links -= 1;
      if (this.#links < 0 || this.#pages.typeOf(page) !== OVERFLOW_PAGE) return undefined;
      const part = this.#pages.overflowOf(page);
      if (part === undefined || part.length > left) return undefined;
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }
}
