import type { FastifyReply, FastifyRequest } from "fastify";
import { type Digest, isDigest } from "#contract/names/digest.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { ManifestReader } from "#server/oci/distribution/server/manifestReader.ts";
import type { Registry } from "#server/oci/distribution/server/registry.ts";

/** A request to the registry, and the services to answer it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly registry: Registry;
  readonly manifests: ManifestReader;
  /** Called when the store has grown. */
  onPush(): void;
}

export function requireDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw registryError("DIGEST_INVALID", { message: "The digest must be a sha256.", detail: { digest: text } });
}

export function unsupported({ request: { method } }: Exchange): never {
  throw registryError("UNSUPPORTED", { message: `${method} is not supported here.` });
}
