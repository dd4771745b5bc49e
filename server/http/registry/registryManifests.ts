import type { FastifyReply } from "fastify";
import { isDigest } from "#contract/names/digest.ts";
import { isTag } from "#contract/names/reference.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { Place } from "#server/oci/distribution/server/place.ts";
import { wholeBody } from "../base/upload.ts";
import { sendManifest } from "./registryBodies.ts";
import { type Exchange, requireDigest, unsupported } from "./registryExchange.ts";

/** `/v2/<name>/manifests/<reference>`. */
export function answerManifest(
  exchange: Exchange,
  place: Place,
  reference: string,
): FastifyReply | Promise<FastifyReply> {
  requireManifestReference(reference);
  switch (exchange.request.method) {
    case "GET":
    case "HEAD":
      return pullManifest(exchange, place, reference);
    case "PUT":
      return pushManifest(exchange, place, reference);
    case "DELETE":
      return deleteManifest(exchange, place, reference);
    default:
      return unsupported(exchange);
  }
}

function pullManifest({ request, reply, registry }: Exchange, place: Place, reference: string): FastifyReply {
  const found = registry.contents.manifest(place, reference);
  if (found === undefined) throw unknown(reference);
  return sendManifest(request, reply, { found, isTag: !isDigest(reference) });
}

async function pushManifest(exchange: Exchange, place: Place, reference: string): Promise<FastifyReply> {
  const { request, reply, manifests, onPush } = exchange;
  const contentType = request.headers["content-type"] ?? "";
  const body = wholeBody(request);
  const { digest, subject } = await manifests.push({ place, reference, contentType }, body);
  onPush();
  if (subject !== undefined) reply.header("oci-subject", subject);
  return reply
    .code(201)
    .header("location", `/v2/${place.repository}/manifests/${reference}`)
    .header("docker-content-digest", digest)
    .send();
}

function deleteManifest({ reply, registry }: Exchange, place: Place, reference: string): FastifyReply {
  if (!registry.contents.removeManifest(place, reference)) throw unknown(reference);
  return reply.code(202).send();
}

function unknown(reference: string) {
  return registryError("MANIFEST_UNKNOWN", { detail: { reference } });
}

function requireManifestReference(reference: string): void {
  if (reference.includes(":")) requireDigest(reference);
  else if (!isTag(reference)) {
    throw registryError("MANIFEST_INVALID", { message: "The tag is not valid.", detail: { reference } });
  }
}
