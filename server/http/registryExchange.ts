import type { FastifyReply, FastifyRequest } from "fastify";
import { type Digest, isDigest } from "#contract/names/digest.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { Registry } from "#server/oci/distribution/server/registry.ts";

/** A request to the registry, and what answers it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly registry: Registry;
}

export function requireDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw registryError("DIGEST_INVALID", { message: "The digest must be a sha256.", detail: { digest: text } });
}

export function unsupported({ request: { method } }: Exchange): never {
  throw registryError("UNSUPPORTED", { message: `${method} is not supported here.` });
}
