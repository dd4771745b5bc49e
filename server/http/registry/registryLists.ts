import type { FastifyReply } from "fastify";
import { nextLink } from "#server/oci/distribution/protocol/linkHeader.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { Place } from "#server/oci/distribution/server/place.ts";
import { referrersIndex } from "#server/oci/distribution/server/referrers.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { type Exchange, requireDigest, unsupported } from "./registryExchange.ts";
import { queryOf } from "./registryQuery.ts";

/** Most tags of one page, even if the client asks for more. */
const MAX_PAGE = 1000;

/** `/v2/<name>/tags/list`. */
export function listTags(exchange: Exchange, place: Place): FastifyReply {
  const { request, reply, registry } = exchange;
  if (!isReading(exchange)) return unsupported(exchange);
  const all = registry.contents.tags(place);
  if (all === undefined) throw registryError("NAME_UNKNOWN", { detail: { name: place.repository } });
  const query = queryOf(request);
  const last = query.get("last");
  const left = last === null ? all : all.filter((tag) => tag > last);
  const count = Math.min(pageSize(query.get("n")) ?? left.length, left.length, MAX_PAGE);
  const tags = left.slice(0, count);
  const end = tags.at(-1);
  if (end !== undefined && count < left.length) {
    const next = new URLSearchParams({ n: query.get("n") ?? `${MAX_PAGE}`, last: end });
    reply.header("link", nextLink(`/v2/${place.repository}/tags/list?${next}`));
  }
  return reply.header("cache-control", "no-cache").send({ name: place.repository, tags });
}

/** `/v2/<name>/referrers/<digest>`. Never 404, which would mean that the registry has no such API. */
export function listReferrers(exchange: Exchange, place: Place, digest: string): FastifyReply {
  const { request, reply, registry } = exchange;
  if (!isReading(exchange)) return unsupported(exchange);
  const rows = registry.manifestRows.referrers(place, requireDigest(digest));
  const artifactType = queryOf(request).get("artifactType") ?? undefined;
  if (artifactType !== undefined) reply.header("oci-filters-applied", "artifactType");
  reply.header("cache-control", "no-cache").header("content-type", OCI_INDEX);
  return reply.send(referrersIndex(rows, artifactType));
}

function isReading({ request: { method } }: Exchange): boolean {
  return method === "GET" || method === "HEAD";
}

function pageSize(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw registryError("UNSUPPORTED", { status: 400, message: "n must be a whole number, 0 or more." });
}
