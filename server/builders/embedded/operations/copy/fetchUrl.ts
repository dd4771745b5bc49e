import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { BuildSession } from "../../session/buildSession.ts";
import { type DownloadResponse, openDownload } from "../../sources/openDownload.ts";

/** A downloaded file; its content is a blob. */
export interface Download {
  readonly digest: Digest;
  /** The last part of the URL's path. */
  readonly name: string;
  readonly size: number;
  /** Seconds since the epoch: Last-Modified, else 0. */
  readonly mtime: number;
}

interface Kept extends Download {
  readonly etag: string | undefined;
}

function nameOf(url: URL): string {
  const base = url.pathname.split("/").findLast((part) => part !== "");
  return base === undefined ? "__unnamed__" : decodeURIComponent(base).replaceAll("/", "_");
}

function failed(url: string, why: string, cause?: unknown) {
  const next = "Check the URL, and that the network and Strata's configuration allow builds to reach it.";
  return problemError("build/source-missing", `failed to load ${url}: ${why}`, { next }, { cause });
}

async function store(session: BuildSession, url: URL, { headers, body }: DownloadResponse): Promise<Kept> {
  const writer = session.blobs.writer();
  try {
    for await (const chunk of body) {
      if (writer.size + chunk.length > session.downloads.maxBytes) {
        throw problemError("build/disk", `${url.href} is larger than ${session.downloads.maxBytes} bytes.`);
      }
      writer.write(chunk);
    }
    const { size } = writer;
    const modified = Date.parse(headers["last-modified"] ?? "");
    const mtime = Number.isFinite(modified) ? Math.floor(modified / 1000) : 0;
    return { digest: writer.finish(), name: nameOf(url), size, mtime, etag: headers.etag };
  } catch (error) {
    writer.abort();
    throw error;
  }
}

function readKept(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined;
  const { digest, name, size, mtime, etag } = JSON.parse(text);
  return typeof digest === "string" && isDigest(digest) ? { digest, name, size, mtime, etag } : undefined;
}

async function download(session: BuildSession, url: URL, factKey: string): Promise<Kept> {
  const before = readKept(session.cache.fact(factKey));
  const kept = before !== undefined && session.blobs.has(before.digest) ? before : undefined;
  const { response } = await openDownload(session.downloads, url, {
    headers: kept?.etag === undefined ? {} : { "if-none-match": kept.etag },
    signal: session.signal,
    fail: (from, why) => failed(from.href, why),
  });
  if (response.status !== 200) response.body.destroy();
  if (response.status === 304 && kept !== undefined) return kept;
  if (response.status !== 200) throw failed(url.href, `invalid response status ${response.status}`);
  return await store(session, url, response);
}

function isProblem(error: unknown): boolean {
  return error instanceof Error && "problem" in error;
}

/** Downloads a URL of ADD, or finds that it has not changed. Throws a ProblemError. */
export async function fetchUrl(
  session: BuildSession,
  address: string,
  checksum: string | undefined,
): Promise<Download> {
  const url = new URL(address);
  const factKey = digestOf(`download ${address}`);
  try {
    const kept = await download(session, url, factKey);
    if (checksum !== undefined && checksum !== kept.digest) {
      const next = "Correct --checksum, or find out why the file has changed.";
      throw problemError("build/copy", `digest mismatch ${kept.digest}: ${checksum} for ${address}`, { next });
    }
    session.cache.setFact(factKey, JSON.stringify(kept));
    return kept;
  } catch (error) {
    if (isProblem(error) || session.signal.aborted) throw error;
    throw failed(address, error instanceof Error ? error.message : String(error), error);
  }
}
