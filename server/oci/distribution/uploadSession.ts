import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { pushRefused } from "./pushRefused.ts";
import type { RegistryClient, RegistryResponse } from "./registryClient.ts";

/** An upload that a registry has started. */
export interface UploadSession {
  /** Where the next request goes; each response may name another one. */
  readonly location: URL;
  /** Least bytes of a chunk that is not the last (`OCI-Chunk-Min-Length`). */
  readonly minChunk: number;
}

/** A registry can't ask for chunks so large that nothing is ever resumed. */
const MAX_MIN_CHUNK = 1024 ** 3;

/** The size of a blob in the registry; undefined if it does not have it. */
export async function headBlob(client: RegistryClient, digest: Digest): Promise<number | undefined> {
  const response = await client.request({ path: `blobs/${digest}`, method: "HEAD" });
  if (response.status === 200) {
    response.body.resume();
    const length = Number(response.headers["content-length"] ?? Number.NaN);
    return Number.isSafeInteger(length) ? length : undefined;
  }
  if (response.status !== 404) throw await pushRefused(client, response, "a question about a layer");
  response.body.destroy();
  return undefined;
}

export function startUpload(client: RegistryClient): Promise<UploadSession> {
  return post(client, "blobs/uploads/").then((session) => {
    if (session !== "mounted") return session;
    throw problemError("registry/invalid", `${client.endpoint.name} finished an upload before it began.`);
  });
}

/** Mounts a blob of another repository. A registry that can't starts an upload instead. */
export function mountBlob(client: RegistryClient, digest: Digest, from: string): Promise<UploadSession | "mounted"> {
  return post(client, `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`);
}

async function post(client: RegistryClient, path: string): Promise<UploadSession | "mounted"> {
  const response = await client.request({ path, method: "POST", headers: { "content-length": "0" } });
  if (response.status !== 201 && response.status !== 202) throw await pushRefused(client, response, "an upload");
  response.body.resume();
  if (response.status === 201) return "mounted";
  const least = Number(response.headers["oci-chunk-min-length"] ?? 0);
  return { location: nextLocation(client, response), minChunk: Math.min(least > 0 ? least : 0, MAX_MIN_CHUNK) };
}

/** The URL in `Location`. Whether it may be reached is decided when it is requested. Throws registry/invalid. */
export function nextLocation(client: RegistryClient, { headers, url }: RegistryResponse, otherwise?: URL): URL {
  const { location } = headers;
  if (location === undefined && otherwise !== undefined) return otherwise;
  if (location !== undefined && URL.canParse(location, url.href)) {
    const next = new URL(location, url.href);
    if (next.protocol === "http:" || next.protocol === "https:") return next;
  }
  throw problemError("registry/invalid", `${client.endpoint.name} did not say where to upload a layer.`);
}
