import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { ConnectionError } from "./httpRequest.ts";
import { BusyError } from "./patience.ts";
import { pushRefused } from "./pushRefused.ts";
import type { RegistryClient, RegistryResponse } from "./registryClient.ts";
import { headBlob, nextLocation, startUpload, type UploadSession } from "./uploadSession.ts";

export interface UploadedBlob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** Its bytes from `start` to `end`, inclusive. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

export interface UploadOptions {
  readonly signal: AbortSignal;
  readonly retryDelayMs?: number;
  /** Bytes of a chunk. */
  readonly chunkBytes?: number;
  /** An upload that was started already. */
  readonly session?: UploadSession;
  readonly onBytes?: (sent: number) => void;
}

/** What a lost connection costs at most, if the registry keeps only whole chunks. */
const CHUNK = 64 * 1024 * 1024;
/** Smaller blobs are sent in one go. */
const MIN_CHUNKED = 1024 * 1024;
/** Attempts in a row without this many new bytes before an upload fails, and attempts of all. */
const MAX_ATTEMPTS = 5;
const PROGRESS = 256 * 1024;
const MAX_FAILURES = 100;
const MAX_DELAY_MS = 5000;
/** A registry may check and move a large blob, or unpack an image, before it answers. */
export const FINISH_TIMEOUT_MS = 300_000;
/** Responses of registries that take no chunks. */
const NO_CHUNKS = new Set([404, 405, 411, 415, 501]);

/**
 * Sends a blob in chunks. After a lost connection, the registry is asked how much it has; if it lost the upload, or takes
 * no chunks, the blob is sent again in one go. Throws a ProblemError (registry/…), a ConnectionError, or the signal's reason.
 */
export async function uploadBlob(client: RegistryClient, blob: UploadedBlob, options: UploadOptions): Promise<void> {
  await new BlobUpload(client, blob, options).run();
}

class BlobUpload {
  readonly #client: RegistryClient;
  readonly #blob: UploadedBlob;
  readonly #options: UploadOptions;
  #session: UploadSession | undefined;
  /** Bytes that the registry has. */
  #offset = 0;
  /** In a row, and of all. */
  #failures = 0;
  #failed = 0;
  #inOneGo: boolean;
  /** Why the blob can't be read here. */
  #unreadable: unknown;

  constructor(client: RegistryClient, blob: UploadedBlob, options: UploadOptions) {
    this.#client = client;
    this.#blob = blob;
    this.#options = options;
    this.#session = options.session;
    this.#inOneGo = blob.size <= MIN_CHUNKED;
  }

  async run(): Promise<void> {
    for (;;) {
      const before = this.#offset;
      try {
        const session = this.#session ?? (await startUpload(this.#client));
        this.#session = session;
        if (this.#inOneGo) return await this.#sendWhole(session);
        if (this.#offset === this.#blob.size) return await this.#finish(session.location, {});
        await this.#sendChunk(session);
        if (this.#offset - before < Math.min(PROGRESS, this.#blob.size - before)) {
          throw new ConnectionError(this.#client.endpoint.name, "it does not keep what it receives");
        }
        this.#failures = 0;
      } catch (error) {
        await this.#afterFailure(error, before);
        if (this.#session === undefined && (await this.#isThere())) return;
      }
    }
  }

  async #sendChunk(session: UploadSession): Promise<void> {
    const chunk = Math.max(this.#options.chunkBytes ?? CHUNK, session.minChunk);
    const start = this.#offset;
    const end = Math.min(start + chunk, this.#blob.size) - 1;
    const response = await this.#client.request({
      path: session.location,
      method: "PATCH",
      headers: { ...headersOf(end - start + 1), "content-range": `${start}-${end}` },
      body: () => this.#body(start, end),
    });
    const { status } = response;
    if (status === 416) return await this.#ask(session, response);
    if (NO_CHUNKS.has(status) && (start === 0 || status === 404)) {
      response.body.destroy();
      this.#inOneGo = start === 0;
      this.#restart();
      throw new ConnectionError(this.#client.endpoint.name, "it does not know the upload");
    }
    if (status !== 202 && status !== 204 && status !== 201) throw await pushRefused(this.#client, response, "a layer");
    response.body.resume();
    this.#move(session, response, end + 1);
  }

  /** Asks how much the registry has. */
  async #ask(session: UploadSession, refused?: RegistryResponse): Promise<void> {
    refused?.body.destroy();
    const response = await this.#client.request({ path: session.location });
    if (response.status === 404) {
      response.body.destroy();
      this.#restart();
      return;
    }
    if (response.status !== 204 && response.status !== 202) throw await pushRefused(this.#client, response, "a layer");
    response.body.resume();
    this.#move(session, response, 0);
  }

  /** `otherwise`: the bytes that it has if it does not say. */
  #move(session: UploadSession, response: RegistryResponse, otherwise: number): void {
    const last = /^(?:bytes=)?0-(\d{1,15})$/.exec(String(response.headers.range ?? ""))?.[1];
    // `0-0` also means none.
    const has = last === undefined ? otherwise : last === "0" ? 0 : Number(last) + 1;
    if (has > this.#blob.size) {
      const detail = `${this.#client.endpoint.name} says that it has ${has} bytes of a layer with ${this.#blob.size}.`;
      throw problemError("registry/invalid", detail);
    }
    this.#offset = has;
    this.#session = { ...session, location: nextLocation(this.#client, response, session.location) };
  }

  async #sendWhole({ location }: UploadSession): Promise<void> {
    const { size } = this.#blob;
    const body = size === 0 ? {} : { body: () => this.#body(0, size - 1) };
    await this.#finish(location, { length: size, ...body });
  }

  async #finish(location: URL, sent: { readonly length?: number; readonly body?: () => Readable }): Promise<void> {
    const { length = 0, body } = sent;
    const separator = location.search === "" ? "?" : "&";
    const response = await this.#client.request({
      path: new URL(`${location.href}${separator}digest=${encodeURIComponent(this.#blob.digest)}`),
      method: "PUT",
      headers: headersOf(length),
      ...(body !== undefined && { body }),
      answerTimeoutMs: FINISH_TIMEOUT_MS,
    });
    if (response.status !== 201 && response.status !== 204) throw await pushRefused(this.#client, response, "a layer");
    response.body.resume();
    this.#options.onBytes?.(this.#blob.size);
  }

  /** Throws the error if another attempt can't help. */
  async #afterFailure(error: unknown, before: number): Promise<void> {
    const { signal, retryDelayMs = 250 } = this.#options;
    signal.throwIfAborted();
    if (!(error instanceof ConnectionError) || error instanceof BusyError) throw error;
    if (this.#unreadable !== undefined) throw this.#unreadable;
    this.#failed += 1;
    this.#failures += 1;
    if (this.#failures >= MAX_ATTEMPTS || this.#failed >= MAX_FAILURES) throw error;
    const wait = Math.min(retryDelayMs * 2 ** (this.#failures - 1), MAX_DELAY_MS);
    await delay(wait, undefined, { signal });
    if (this.#session === undefined) return;
    if (this.#inOneGo) return this.#restart();
    // Not known either if this fails: the next attempt starts again.
    await this.#ask(this.#session).catch((unknown: unknown) => {
      if (!(unknown instanceof ConnectionError)) throw unknown;
      this.#restart();
    });
    if (this.#offset - before >= PROGRESS) this.#failures = 0;
  }

  #restart(): void {
    this.#session = undefined;
    this.#offset = 0;
  }

  /** A connection may be lost after the registry has finished. */
  async #isThere(): Promise<boolean> {
    return (await headBlob(this.#client, this.#blob.digest).catch(() => undefined)) !== undefined;
  }

  #body(start: number, end: number): Readable {
    return Readable.from(this.#counted(start, end), { objectMode: false });
  }

  async *#counted(start: number, end: number): AsyncGenerator<Uint8Array> {
    let sent = start;
    for await (const piece of this.#readable(this.#blob.read(start, end))) {
      yield piece;
      sent += piece.length;
      this.#options.onBytes?.(sent);
    }
  }

  /** Notes an error of the blob. One that is thrown at `yield` is the connection's. */
  async *#readable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const iterator = pieces[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await iterator.next().catch((error: unknown) => {
          this.#unreadable = error;
          throw error;
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
}

function headersOf(length: number): Record<string, string> {
  return { "content-type": "application/octet-stream", "content-length": String(length) };
}
