import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type SmallFile, SmallFiles } from "#server/oci/store/smallFiles.ts";

/** Bytes. Larger files are written as they arrive. */
const SMALL = 1024 * 1024;

/** The contents of a context's files until all of it is valid: what the store has already is not written again. */
export class StagedContents {
  readonly #blobs: BlobStore;
  readonly #staged: BlobStore;
  readonly #files: SmallFiles;
  readonly #small = new Map<Digest, SmallFile>();
  readonly #large = new Set<Digest>();

  constructor(blobs: BlobStore, staged: BlobStore) {
    this.#blobs = blobs;
    this.#staged = staged;
    this.#files = new SmallFiles(staged, blobs);
  }

  /** Small files are hashed first: most are already in the store. */
  async put(size: number, content: AsyncIterable<Uint8Array>): Promise<Digest> {
    return size <= SMALL ? await this.#putSmall(content) : await this.#putLarge(content);
  }

  /** Makes them blobs of the store. */
  keep(): void {
    for (const file of this.#small.values()) this.#files.keep(file);
    for (const digest of this.#large) this.#blobs.moveFrom(this.#staged, digest);
  }

  close(): void {
    this.#files.close();
  }

  async #putSmall(content: AsyncIterable<Uint8Array>): Promise<Digest> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    const bytes = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    const digest = digestOf(bytes);
    if (!this.#small.has(digest) && !this.#blobs.touch(digest)) this.#small.set(digest, this.#files.add(bytes));
    return digest;
  }

  async #putLarge(content: AsyncIterable<Uint8Array>): Promise<Digest> {
    const writer = this.#staged.writer();
    try {
      for await (const piece of content) writer.write(piece);
      const digest = writer.finish();
      this.#large.add(digest);
      return digest;
    } catch (error) {
      writer.abort();
      throw error;
    }
  }
}
