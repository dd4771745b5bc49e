import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import { storeError } from "#server/storage/storeFullError.ts";
import type { BlobStore } from "./blobStore.ts";
import { WriteBuffer } from "./writeBuffer.ts";

/** Bytes. Larger files of an archive are blobs at once: they may be layers. */
export const SMALL = 64 * 1024;

/** Where a small file is. */
export interface SmallFile {
  readonly at: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * The small files of an upload, one after the other in one file. Only those that are asked for become blobs: to make one
 * of each takes longer than to receive it, and an archive may have thousands that no image needs.
 */
export class SmallFiles {
  readonly #blobs: Pick<BlobStore, "put">;
  readonly #fd: number;
  readonly #buffer = new WriteBuffer((bytes) => this.#write(bytes));
  #written = 0;

  /** In the folder of a store; they become blobs of it, or of another. */
  constructor(store: Pick<BlobStore, "temporaryPath" | "put">, blobs: Pick<BlobStore, "put"> = store) {
    this.#blobs = blobs;
    this.#fd = fs.openSync(store.temporaryPath(), "wx+", 0o600);
  }

  add(bytes: Uint8Array): SmallFile {
    const at = this.#written + this.#buffer.used;
    this.#buffer.write(bytes);
    return { at, size: bytes.length };
  }

  /** Makes it a blob. */
  keep({ at, size }: SmallFile): Digest {
    if (this.#buffer.used > 0) this.#buffer.flush();
    const bytes = Buffer.alloc(size);
    for (let read = 0; read < size; ) {
      const count = fs.readSync(this.#fd, bytes, read, size - read, at + read);
      if (count === 0) throw new Error("a small file of an archive is shorter than it was");
      read += count;
    }
    return this.#blobs.put(bytes);
  }

  close(): void {
    this.#buffer.release();
    fs.closeSync(this.#fd);
  }

  #write(bytes: Uint8Array): void {
    try {
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(this.#fd, bytes, done);
      this.#written += bytes.length;
    } catch (error) {
      throw storeError(error);
    }
  }
}
