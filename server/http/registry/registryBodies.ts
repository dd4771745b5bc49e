import type { FastifyReply, FastifyRequest } from "fastify";
import { requestedRange } from "#server/oci/distribution/protocol/byteRanges.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { FoundBlob, FoundManifest } from "#server/oci/distribution/server/found.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";

const YEAR = 31_536_000;

/** Content of a digest never changes; a tag may move. */
export function sendManifest(
  request: FastifyRequest,
  reply: FastifyReply,
  { found, isTag }: { readonly found: FoundManifest; readonly isTag: boolean },
): FastifyReply {
  describe(reply, found.digest, isTag ? "no-cache" : `private, max-age=${YEAR}, immutable`);
  if (isKnown(request, found.digest)) return reply.code(304).send();
  reply.header("content-type", found.mediaType).header("content-length", found.bytes.length);
  return reply.send(request.method === "HEAD" ? undefined : found.bytes);
}

/** A blob, or the requested range of it, from the disk at the client's pace. */
export function sendBlob(
  request: FastifyRequest,
  reply: FastifyReply,
  { found, blobs }: { readonly found: FoundBlob; readonly blobs: BlobStore },
): FastifyReply {
  const { digest, size } = found;
  describe(reply, digest, `private, max-age=${YEAR}, immutable`);
  reply.header("accept-ranges", "bytes");
  if (isKnown(request, digest)) return reply.code(304).send();
  const range = isRangeWanted(request, digest) ? requestedRange(request.headers.range, size) : undefined;
  if (range === "unsatisfiable") {
    reply.header("content-range", `bytes */${size}`);
    throw registryError("SIZE_INVALID", { status: 416, message: `The blob has ${size} bytes.` });
  }
  // Never shown as a page: the content is not trusted.
  reply.header("content-disposition", "attachment").header("content-type", "application/octet-stream");
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${size}`);
  const length = range === undefined ? size : range.end - range.start + 1;
  reply.header("content-length", length);
  return reply.send(request.method === "HEAD" || length === 0 ? undefined : blobs.readStream(digest, range));
}

function describe(reply: FastifyReply, digest: string, cacheControl: string): void {
  reply.header("docker-content-digest", digest).header("etag", `"${digest}"`).header("cache-control", cacheControl);
}

function isKnown({ headers }: FastifyRequest, digest: string): boolean {
  const known = headers["if-none-match"];
  return known !== undefined && (known.trim() === "*" || known.includes(`"${digest}"`));
}

/** If `If-Range` names other content, the whole blob is sent. */
function isRangeWanted({ method, headers }: FastifyRequest, digest: string): boolean {
  const expected = headers["if-range"];
  return method === "GET" && (expected === undefined || expected === `"${digest}"`);
}
