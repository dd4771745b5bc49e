import type { FastifyReply, FastifyRequest } from "fastify";
import { isDigest } from "#contract/names/digest.ts";
import { isRepository } from "#contract/names/reference.ts";
import { type ByteRange, chunkRange, receivedRange } from "#server/oci/distribution/protocol/byteRanges.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import type { FoundBlob } from "#server/oci/distribution/server/found.ts";
import type { Place } from "#server/oci/distribution/server/place.ts";
import type { Upload } from "#server/oci/distribution/server/upload.ts";
import { wholeBody } from "../base/upload.ts";
import { type Exchange, requireDigest, unsupported } from "./registryExchange.ts";
import { queryOf } from "./registryQuery.ts";

/** `/v2/<name>/blobs/uploads/`: mounts a blob, accepts one in this request, or starts an upload. */
export async function startUpload(exchange: Exchange, place: Place): Promise<FastifyReply> {
  const { request, reply, registry } = exchange;
  if (request.method !== "POST") return unsupported(exchange);
  const query = queryOf(request);
  const mounted = mount(exchange, place, query);
  if (mounted !== undefined) return created(reply, place, mounted);
  const digest = query.get("digest");
  const wanted = digest === null ? undefined : requireDigest(digest);
  const upload = registry.uploads.start(place);
  if (wanted === undefined) return progress(reply.code(202), upload);
  try {
    await append(exchange, upload);
    return created(reply, place, registry.uploads.finish(upload, wanted));
  } finally {
    // The client does not know its ID, so an unfinished one can't be resumed.
    registry.uploads.cancel(upload);
  }
}

/** `/v2/<name>/blobs/uploads/<id>`. */
export async function continueUpload(exchange: Exchange, place: Place, id: string): Promise<FastifyReply> {
  const { request, reply, registry } = exchange;
  const upload = registry.uploads.find(place, id);
  switch (request.method) {
    case "GET":
    case "HEAD":
      return progress(reply.code(204), upload);
    case "PATCH":
      await append(exchange, upload);
      return progress(reply.code(202), upload);
    case "PUT":
      return await finishUpload(exchange, upload);
    case "DELETE":
      registry.uploads.cancel(upload);
      return reply.code(204).send();
    default:
      return unsupported(exchange);
  }
}

async function finishUpload(exchange: Exchange, upload: Upload): Promise<FastifyReply> {
  const { request, reply, registry } = exchange;
  const digest = requireDigest(queryOf(request).get("digest") ?? "");
  await append(exchange, upload);
  return created(reply, upload.place, registry.uploads.finish(upload, digest));
}

/** Undefined if there is nothing to mount: the client then uploads the blob. */
function mount({ registry }: Exchange, place: Place, query: URLSearchParams): FoundBlob | undefined {
  const digest = query.get("mount") ?? "";
  const from = query.get("from") ?? "";
  return isDigest(digest) && isRepository(from) ? registry.mount(place, from, digest) : undefined;
}

/** Adds the body, which may be empty. */
async function append({ request, reply, registry }: Exchange, upload: Upload): Promise<void> {
  const range = rangeOf(request);
  const chunk = { pieces: wholeBody(request), stop: () => void request.raw.destroy() };
  const isPlaced = range !== "invalid";
  const outcome = isPlaced
    ? await registry.uploads.append(upload, { ...chunk, ...(range && { range }) })
    : "out-of-order";
  if (outcome === "appended") return;
  describe(reply, upload);
  const message = `The next chunk begins with byte ${upload.size}.`;
  throw registryError("BLOB_UPLOAD_INVALID", { status: 416, message });
}

function rangeOf({ headers }: FastifyRequest): ByteRange | "invalid" | undefined {
  const header = headers["content-range"];
  if (header === undefined) return undefined;
  const range = chunkRange(header);
  if (range === undefined) return "invalid";
  const length = headers["content-length"];
  if (length === undefined || Number(length) === range.end - range.start + 1) return range;
  throw registryError("SIZE_INVALID", { message: "The Content-Length does not match the Content-Range." });
}

function created(reply: FastifyReply, { repository }: Place, { digest }: FoundBlob): FastifyReply {
  const location = `/v2/${repository}/blobs/${digest}`;
  return reply.code(201).header("location", location).header("docker-content-digest", digest).send();
}

function progress(reply: FastifyReply, upload: Upload): FastifyReply {
  return describe(reply, upload).send();
}

function describe(reply: FastifyReply, { id, size, place }: Upload): FastifyReply {
  return reply
    .header("location", `/v2/${place.repository}/blobs/uploads/${id}`)
    .header("docker-upload-uuid", id)
    .header("range", receivedRange(size));
}
