import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { pushRefused } from "./pushRefused.ts";
import type { RegistryClient } from "./registryClient.ts";
import { FINISH_TIMEOUT_MS } from "./uploadBlob.ts";

export interface PushedManifest {
  readonly digest: Digest;
  /** Bytes of the manifest or index. */
  readonly size: number;
}

/** A manifest or an index. */
export interface SentManifest {
  readonly bytes: Buffer;
  readonly digest: Digest;
  readonly mediaType: string;
}

/** What it names must be in the repository. Throws a ProblemError (registry/…). */
export async function putManifest(
  client: RegistryClient,
  reference: string,
  { bytes, digest, mediaType }: SentManifest,
): Promise<PushedManifest> {
  const response = await client.request({
    path: `manifests/${reference}`,
    method: "PUT",
    headers: { "content-type": mediaType, "content-length": String(bytes.length) },
    body: () => bytes,
    answerTimeoutMs: FINISH_TIMEOUT_MS,
  });
  if (response.status !== 201) throw await pushRefused(client, response, "the manifest");
  response.body.resume();
  const said = response.headers["docker-content-digest"];
  if (said !== undefined && said !== digest) {
    const detail = `${client.endpoint.name} stored the manifest as ${String(said).slice(0, 100)}, not ${digest}.`;
    throw problemError("registry/digest", detail);
  }
  return { digest, size: bytes.length };
}
