import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";

/** Bytes of everything that an archive leaves in the store. What several images share counts once. */
export class ArchiveRoom {
  readonly #limit: number;
  readonly #counted = new Set<Digest>();
  #left: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#left = limit;
  }

  /** Throws a ProblemError (image/too-large). */
  take(blobs: readonly { readonly digest: Digest; readonly size: number }[]): void {
    if (this.tryTake(blobs)) return;
    throw problemError("image/too-large", `The images of the archive have more than ${this.#limit} bytes.`, {
      next: "Load fewer images or platforms at a time, or ask the operator for a higher limit.",
    });
  }

  /** False if they don't fit: then nothing is taken. */
  tryTake(blobs: readonly { readonly digest: Digest; readonly size: number }[]): boolean {
    const news = new Map(
      blobs.filter(({ digest }) => !this.#counted.has(digest)).map(({ digest, size }) => [digest, size]),
    );
    const bytes = [...news.values()].reduce((sum, size) => sum + size, 0);
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    for (const digest of news.keys()) this.#counted.add(digest);
    return true;
  }
}
