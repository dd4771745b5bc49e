import type { FastifyReply } from "fastify";
import type { Digest } from "#contract/names/digest.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { Place } from "#server/oci/distribution/server/place.ts";
import { sendBlob } from "./registryBodies.ts";
import { type Exchange, requireDigest, unsupported } from "./registryExchange.ts";

/** `/v2/<name>/blobs/<digest>`. */
export function answerBlob(exchange: Exchange, place: Place, digest: string): FastifyReply {
  const wanted = requireDigest(digest);
  switch (exchange.request.method) {
    case "GET":
    case "HEAD":
      return pullBlob(exchange, place, wanted);
    case "DELETE":
      return deleteBlob(exchange, place, wanted);
    default:
      return unsupported(exchange);
  }
}

function pullBlob({ request, reply, registry }: Exchange, place: Place, digest: Digest): FastifyReply {
  const found = registry.contents.blob(place, digest);
  if (found === undefined) throw unknown(digest);
  return sendBlob(request, reply, { found, blobs: registry.images.blobs });
}

function deleteBlob({ reply, registry }: Exchange, place: Place, digest: Digest): FastifyReply {
  if (!registry.contents.removeBlob(place, digest)) throw unknown(digest);
  return reply.code(202).send();
}

function unknown(digest: Digest) {
  return registryError("BLOB_UNKNOWN", { detail: { digest } });
}
