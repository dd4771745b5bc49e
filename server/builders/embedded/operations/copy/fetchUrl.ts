import * as http from "node:http";
import * as https from "node:https";
import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { BuildSession } from "../../session/buildSession.ts";

/** A file that was downloaded; its content is a blob. */
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

const MAX_REDIRECTS = 10;
/** Without a byte for this long, the other side is given up. */
const IDLE_MS = 60_000;

function nameOf(url: URL): string {
  const base = url.pathname.split("/").findLast((part) => part !== "");
  return base === undefined ? "__unnamed__" : decodeURIComponent(base).replaceAll("/", "_");
}

function failed(url: string, why: string, cause?: unknown) {
  const next = "Check the URL, and that the network and Strata's configuration allow builds to reach it.";
  return problemError("build/source-missing", `failed to load ${url}: ${why}`, { next }, { cause });
}

function open(session: BuildSession, url: URL, etag: string | undefined): Promise<http.IncomingMessage> {
  const { downloads, signal } = session;
  if (!downloads.allowed) throw failed(url.href, downloads.reason);
  const headers = { "user-agent": "strata", ...(etag !== undefined && { "if-none-match": etag }) };
  const client = url.protocol === "https:" ? https : http;
  const lookup = downloads.lookup(Number(url.port) || (client === https ? 443 : 80));
  return new Promise((resolve, reject) => {
    const request = client.get(url, { headers, signal, lookup, timeout: IDLE_MS }, resolve);
    request.on("timeout", () => request.destroy(new Error("no response")));
    request.on("error", reject);
  });
}

async function request(session: BuildSession, start: URL, etag: string | undefined): Promise<http.IncomingMessage> {
  let url = start;
  for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
    const refusal = session.downloads.refusal(url);
    if (refusal !== undefined) throw failed(url.href, refusal);
    const response = await open(session, url, etag);
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    if (statusCode < 300 || statusCode >= 400 || statusCode === 304 || location === undefined) return response;
    response.resume();
    if (!URL.canParse(location, url.href)) throw failed(start.href, "it redirects to an invalid URL");
    url = new URL(location, url);
    if (!/^https?:$/.test(url.protocol)) throw failed(start.href, `it redirects to ${url.protocol}//`);
  }
  throw failed(start.href, "too many redirects");
}

async function store(session: BuildSession, url: URL, response: http.IncomingMessage): Promise<Kept> {
  const writer = session.blobs.writer();
  try {
    for await (const chunk of response) {
      if (writer.size + chunk.length > session.downloads.maxBytes) {
        throw problemError("build/disk", `${url.href} is larger than ${session.downloads.maxBytes} bytes.`);
      }
      writer.write(chunk);
    }
    const { size } = writer;
    const modified = Date.parse(response.headers["last-modified"] ?? "");
    const mtime = Number.isFinite(modified) ? Math.floor(modified / 1000) : 0;
    return { digest: writer.finish(), name: nameOf(url), size, mtime, etag: response.headers.etag };
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
  const response = await request(session, url, kept?.etag);
  if (response.statusCode === 304 && kept !== undefined) {
    response.resume();
    return kept;
  }
  if (response.statusCode !== 200) {
    response.resume();
    throw failed(url.href, `invalid response status ${response.statusCode ?? 0}`);
  }
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
