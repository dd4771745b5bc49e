import { randomUUID } from "node:crypto";
import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { RegistryError, registryError } from "../protocol/registryError.ts";
import type { BlobRows } from "./blobRows.ts";
import type { FoundBlob } from "./found.ts";
import { type HeldLimits, registryFull, roomLeft } from "./heldLimits.ts";
import type { Place } from "./place.ts";
import { type Chunk, Upload } from "./upload.ts";

export interface UploadLimits extends HeldLimits {
  /** Bytes of one blob. */
  readonly blobBytes: number;
  /** Open uploads at a time. */
  readonly open: number;
  /** Milliseconds without a byte after which an upload times out. */
  readonly idleMs: number;
}

/** The unfinished uploads. They are in memory and temporary files, and end with the server. */
export class Uploads {
  readonly #blobs: BlobStore;
  readonly #rows: BlobRows;
  readonly #limits: UploadLimits;
  readonly #open = new Map<string, Upload>();
  /** Bytes that workspaces pushed: as of the start of the last upload, and what was finished since. */
  readonly #held = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(blobs: BlobStore, rows: BlobRows, limits: UploadLimits) {
    this.#blobs = blobs;
    this.#rows = rows;
    this.#limits = limits;
    this.#timer = setInterval(() => this.expire(Date.now()), limits.idleMs / 4).unref();
  }

  /** Bytes of all open uploads. */
  get bytes(): number {
    return [...this.#open.values()].reduce((sum, { size }) => sum + size, 0);
  }

  start(place: Place): Upload {
    this.expire(Date.now());
    if (this.#open.size >= this.#limits.open) {
      const message = `${this.#open.size} uploads are open. Finish or cancel one first.`;
      throw registryError("TOOMANYREQUESTS", { message });
    }
    const held = this.#rows.held(place.workspace);
    roomLeft(held, this.#limits);
    this.#held.set(place.workspace, held.bytes);
    const admit = (added: Upload) => this.#admit(added);
    const upload = new Upload(randomUUID(), { place, writer: this.#blobs.writer(), admit });
    this.#open.set(upload.id, upload);
    return upload;
  }

  /** Throws a RegistryError (BLOB_UPLOAD_UNKNOWN): an ID is known in its own repository only. */
  find({ workspace, repository }: Place, id: string): Upload {
    const upload = this.#open.get(id);
    if (upload !== undefined && upload.place.workspace === workspace && upload.place.repository === repository) {
      return upload;
    }
    throw registryError("BLOB_UPLOAD_UNKNOWN", { detail: { id } });
  }

  /** See `Upload.append`. An upload that breaks a rule or a limit is discarded. */
  async append(upload: Upload, chunk: Chunk): Promise<"appended" | "out-of-order"> {
    try {
      return await upload.append(chunk);
    } catch (error) {
      if (error instanceof RegistryError || error instanceof ProblemError) this.cancel(upload);
      throw error;
    }
  }

  /** Stores the upload as a blob of its repository. Throws like `Upload.finish`; the upload is over either way. */
  finish(upload: Upload, digest: Digest): FoundBlob {
    const { size, place } = upload;
    try {
      upload.finish(digest);
      const blob = { digest, size };
      this.#rows.put(place, blob);
      this.#held.set(place.workspace, this.#heldBy(place) + size);
      return blob;
    } finally {
      this.cancel(upload);
    }
  }

  cancel(upload: Upload): void {
    this.#open.delete(upload.id);
    upload.abort();
  }

  /** Discards idle uploads. `now`: milliseconds since the epoch. */
  expire(now: number): void {
    for (const upload of this.#open.values()) {
      if (now - upload.touchedAt > this.#limits.idleMs) this.cancel(upload);
    }
  }

  /** Discards the open uploads of a workspace. */
  forget(workspace: string): void {
    for (const upload of this.#open.values()) if (upload.place.workspace === workspace) this.cancel(upload);
    this.#held.delete(workspace);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const upload of this.#open.values()) this.cancel(upload);
  }

  #heldBy({ workspace }: Place): number {
    return this.#held.get(workspace) ?? 0;
  }

  #admit(upload: Upload): void {
    const { blobBytes } = this.#limits;
    if (upload.size > blobBytes) {
      const message = `The blob is larger than the limit of ${blobBytes} bytes.`;
      throw registryError("SIZE_INVALID", { status: 413, message });
    }
    const bytes = this.#heldBy(upload.place) + this.bytes;
    if (bytes > this.#limits.heldBytes) throw registryFull(`${bytes} bytes`);
  }
}
