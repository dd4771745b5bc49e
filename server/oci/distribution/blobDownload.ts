import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { ConnectionError, connectionError } from "./httpRequest.ts";
import { BusyError } from "./patience.ts";
import type { RegistryClient, RegistryResponse } from "./registryClient.ts";
import { checkStatus } from "./registryManifest.ts";

export interface BlobDownload {
  readonly digest: Digest;
  /** Bytes, from the manifest. */
  readonly size: number;
}

/** Attempts without a new byte before a download fails. */
const MAX_ATTEMPTS = 5;
const MAX_DELAY_MS = 5000;

/**
 * The bytes of a blob as they arrive. A lost connection is resumed where it stopped. The digest is verified at the end:
 * if this throws, the reader must discard its result.
 * Throws a ProblemError (registry/digest, registry/not-found, …), a ConnectionError, or the signal's reason.
 */
export async function* downloadBlob(
  client: RegistryClient,
  blob: BlobDownload,
  options: { signal: AbortSignal; retryDelayMs?: number; onBytes?: (received: number) => void },
): AsyncGenerator<Buffer> {
  const sha = hasher();
  let failures = 0;
  do {
    const before = sha.size;
    try {
      for await (const chunk of attempt(client, blob, before)) {
        sha.update(chunk);
        if (sha.size > blob.size) throw tooLong(client, blob);
        options.onBytes?.(sha.size);
        yield chunk;
      }
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof ConnectionError) || error instanceof BusyError) throw error;
      failures = sha.size > before ? 1 : failures + 1;
      if (failures >= MAX_ATTEMPTS) throw error;
      const wait = Math.min((options.retryDelayMs ?? 250) * 2 ** (failures - 1), MAX_DELAY_MS);
      await delay(wait, undefined, { signal: options.signal });
    }
  } while (sha.size < blob.size);
  const digest = sha.finish();
  if (digest !== blob.digest) {
    throw problemError(
      "registry/digest",
      `${client.endpoint.name} sent content with the digest ${digest}, not ${blob.digest}.`,
    );
  }
}

/** One request for the bytes from `start` on. Throws a ConnectionError if another attempt may help. */
async function* attempt(client: RegistryClient, blob: BlobDownload, start: number): AsyncGenerator<Buffer> {
  const headers: Record<string, string> = start === 0 ? {} : { range: `bytes=${start}-` };
  const response = await client.request({ path: `blobs/${blob.digest}`, headers });
  // A server without support for ranges sends everything again.
  let skip = rangeStarts(response, start) ? 0 : start;
  let missing = blob.size - start;
  if (response.status !== 206) checkStatus(client, blob.digest, response);
  try {
    for await (const chunk of response.body) {
      const bytes: Buffer = chunk;
      if (skip >= bytes.length) {
        skip -= bytes.length;
        continue;
      }
      const fresh = bytes.subarray(skip);
      skip = 0;
      missing -= fresh.length;
      yield fresh;
    }
    if (missing > 0) throw new ConnectionError(client.endpoint.name, "it closed the connection early");
  } catch (error) {
    throw connectionError(client.endpoint.name, error);
  } finally {
    response.body.destroy();
  }
}

function rangeStarts(response: RegistryResponse, start: number): boolean {
  if (response.status !== 206) return false;
  const range = /^bytes (\d+)-/.exec(response.headers["content-range"] ?? "")?.[1];
  if (Number(range) !== start) throw new ConnectionError(response.url.host, "it sent a different range than requested");
  return true;
}

function tooLong(client: RegistryClient, blob: BlobDownload) {
  const detail = `${client.endpoint.name} sent more than the declared ${blob.size} bytes of ${blob.digest}.`;
  return problemError("registry/digest", detail);
}
