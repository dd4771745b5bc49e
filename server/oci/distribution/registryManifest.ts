import type { ImageManifest } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { MAX_MANIFEST } from "#server/oci/store/config.ts";
import { digestLike, digestOf } from "#server/oci/store/digest.ts";
import { DOCKER_INDEX, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { wrongField } from "#server/oci/store/wrongField.ts";
import { ConnectionError, readBody } from "./httpRequest.ts";
import { type ImageIndex, readManifestDocument } from "./protocol/manifestDocument.ts";
import type { RegistryClient, RegistryResponse } from "./registryClient.ts";

/** A registry's response for a name: an image, or an index of images by platform. `digest` is that of the bytes, `text`. */
export type RegistryManifest = { readonly digest: Digest; readonly text: string } & (
  | { readonly kind: "image"; readonly manifest: ImageManifest }
  | { readonly kind: "index"; readonly index: ImageIndex }
);

const ACCEPT = [OCI_INDEX, DOCKER_INDEX, OCI_MANIFEST, DOCKER_MANIFEST].join(", ");

/** The current digest of a tag; undefined if the registry does not send it. Throws as `fetchManifest`. */
export async function headManifest(client: RegistryClient, target: string): Promise<Digest | undefined> {
  const response = await client.request({ path: `manifests/${target}`, method: "HEAD", headers: { accept: ACCEPT } });
  response.body.resume();
  checkStatus(client, target, response);
  const digest = headerDigest(response);
  return digest;
}

/**
 * The manifest of a tag or digest. Throws a ProblemError (registry/not-found, registry/unauthorized, registry/invalid,
 * registry/digest) or a ConnectionError.
 */
export async function fetchManifest(client: RegistryClient, target: string): Promise<RegistryManifest> {
  const response = await client.request({ path: `manifests/${target}`, headers: { accept: ACCEPT } });
  checkStatus(client, target, response);
  const bytes = await readBody(response.url, response, MAX_MANIFEST).catch((error: unknown) => {
    if (error instanceof RangeError) throw invalid(client, target, error);
    throw error;
  });
  const digest = digestOf(bytes);
  const promised = isByDigest(target) ? target : headerDigest(response);
  const found = promised === undefined ? undefined : digestLike(promised, bytes);
  if (found !== promised) {
    throw problemError("registry/digest", `${where(client, target)} has the digest ${found}, not ${promised}.`);
  }
  return parseManifest(client, target, bytes, digest);
}

function parseManifest(client: RegistryClient, target: string, bytes: Buffer, digest: Digest): RegistryManifest {
  const document = readManifestDocument(bytes);
  if (document.kind === "old") throw tooOld(client, target);
  if (document.kind === "invalid") throw invalid(client, target, document.error);
  return { digest, text: bytes.toString("utf8"), ...document };
}

/** Throws for every status but 200. */
export function checkStatus(client: RegistryClient, target: string, response: RegistryResponse): void {
  if (response.status === 200) return;
  response.body.destroy();
  if (response.status === 404) {
    throw problemError("registry/not-found", `${client.endpoint.name} has no ${client.repository}${suffix(target)}.`, {
      next: "Check the image's name and tag.",
    });
  }
  if (response.status === 403) {
    throw problemError("registry/unauthorized", `${client.endpoint.name} denied access to ${client.repository}.`);
  }
  if (response.status === 429) throw new ConnectionError(client.endpoint.name, "too many requests (429)");
  throw new ConnectionError(client.endpoint.name, `it responded with status ${response.status}`);
}

function headerDigest(response: RegistryResponse): Digest | undefined {
  const header = response.headers["docker-content-digest"];
  return typeof header === "string" && isDigest(header) ? header : undefined;
}

function tooOld(client: RegistryClient, target: string) {
  const detail = `${where(client, target)} is not a valid image: its manifest has Docker's old format (schema 1).`;
  return problemError("registry/invalid", detail, {
    next: "Choose a newer tag, or push the image again with a current client.",
  });
}

function invalid(client: RegistryClient, target: string, cause: unknown) {
  const detail = `${where(client, target)} is not a valid image${wrongField(cause)}.`;
  return problemError("registry/invalid", detail, {}, { cause });
}

function where(client: RegistryClient, target: string): string {
  return `${client.repository}${suffix(target)} at ${client.endpoint.name}`;
}

function suffix(target: string): string {
  return isByDigest(target) ? `@${target}` : `:${target}`;
}

/** A tag has no colon. */
function isByDigest(target: string): boolean {
  return target.includes(":");
}
