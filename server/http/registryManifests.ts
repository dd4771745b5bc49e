import type { FastifyReply } from "fastify";
import { isDigest } from "#contract/names/digest.ts";
import { isTag } from "#contract/names/reference.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { Place } from "#server/oci/distribution/server/place.ts";
import { sendManifest } from "./registryBodies.ts";
import { type Exchange, requireDigest, unsupported } from "./registryExchange.ts";

/** `/v2/<name>/manifests/<reference>`. */
export function answerManifest(exchange: Exchange, place: Place, reference: string): FastifyReply {
  requireManifestReference(reference);
  switch (exchange.request.method) {
    case "GET":
    case "HEAD":
      return pullManifest(exchange, place, reference);
    default:
      return unsupported(exchange);
  }
}

function pullManifest({ request, reply, registry }: Exchange, place: Place, reference: string): FastifyReply {
  const found = registry.contents.manifest(place, reference);
  if (found === undefined) throw registryError("MANIFEST_UNKNOWN", { detail: { reference } });
  return sendManifest(request, reply, { found, isTag: !isDigest(reference) });
}

function requireManifestReference(reference: string): void {
  if (reference.includes(":")) requireDigest(reference);
  else if (!isTag(reference)) {
    throw registryError("MANIFEST_INVALID", { message: "The tag is not valid.", detail: { reference } });
  }
}
