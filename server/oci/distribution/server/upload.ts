import type { Digest } from "#contract/names/digest.ts";
import type { BlobWriter } from "#server/oci/store/blobWriter.ts";
import type { ByteRange } from "../protocol/byteRanges.ts";
import { registryError } from "../protocol/registryError.ts";
import type { Place } from "./place.ts";

/** A request that sends bytes to an upload. */
export interface Chunk {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Its range in the blob; if absent, the bytes are appended. */
  readonly range?: ByteRange;
  /** Aborts the request: the client has sent another one, so this one's connection is lost. */
  stop(): void;
}

/** A blob being uploaded, by one request after another. */
export class Upload {
  readonly id: string;
  readonly place: Place;
  readonly #writer: BlobWriter;
  readonly #admit: (upload: Upload) => void;
  #running: { readonly stop: () => void; readonly ended: Promise<unknown> } | undefined;
  #isOver = false;
  /** Milliseconds since the epoch. */
  touchedAt = Date.now();

  /** `admit` throws if there is no room for the added bytes. */
  constructor(id: string, { place, writer, admit }: { place: Place; writer: BlobWriter; admit(upload: Upload): void }) {
    this.id = id;
    this.place = place;
    this.#writer = writer;
    this.#admit = admit;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#writer.size;
  }

  /**
   * Appends the bytes of a request; bytes that arrived before a lost connection stay. `out-of-order` if it is not the
   * next part. Throws a RegistryError, a StoreFullError, or the pieces' error.
   */
  async append(chunk: Chunk): Promise<"appended" | "out-of-order"> {
    while (this.#running !== undefined) {
      this.#running.stop();
      await this.#running.ended;
    }
    this.#requireOpen();
    if (chunk.range !== undefined && chunk.range.start !== this.size) return "out-of-order";
    const writing = this.#write(chunk);
    this.#running = { stop: chunk.stop, ended: writing.catch(() => undefined) };
    try {
      await writing;
      return "appended";
    } finally {
      this.#running = undefined;
    }
  }

  /**
   * Puts the blob into the store. Throws a ProblemError (blob/mismatch) and discards the bytes, or a RegistryError
   * (BLOB_UPLOAD_UNKNOWN) if another request finished or canceled it meanwhile.
   */
  finish(digest: Digest): void {
    this.#requireOpen();
    this.#isOver = true;
    this.#writer.finish(digest);
  }

  abort(): void {
    this.#isOver = true;
    this.#running?.stop();
    this.#writer.abort();
  }

  async #write({ pieces, range }: Chunk): Promise<void> {
    const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
    for await (const piece of pieces) {
      this.#requireOpen();
      if (this.size + piece.length > end) throw wrongLength();
      this.#writer.write(piece);
      this.touchedAt = Date.now();
      this.#admit(this);
    }
    if (range !== undefined && this.size !== end) throw wrongLength();
  }

  #requireOpen(): void {
    if (this.#isOver) throw registryError("BLOB_UPLOAD_UNKNOWN", { detail: { id: this.id } });
  }
}

function wrongLength() {
  return registryError("SIZE_INVALID", { message: "The chunk does not have the length that its Content-Range says." });
}
