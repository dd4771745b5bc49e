import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { contentSearchPageSchema, contentSearchQuerySchema } from "#contract/contentSearch.ts";
import {
  FILE_SIZE_HEADER,
  filePlaceQuerySchema,
  fileRangeQuerySchema,
  fileVersionsSchema,
} from "#contract/imageFile.ts";
import { paths } from "#contract/paths.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { type FileContent, readContent } from "#server/oci/store/treeContent.ts";
import { nameAtEnd } from "../base/attachment.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { asAttachment } from "../base/rawContent.ts";
import { failures, sendJson, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** One file of an image: its bytes, and what each layer did to it; and a search in the content of all. */
export function imageFileRoutes({ imageReader, blobs }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.imageFile,
      {
        schema: {
          summary: "Read the bytes of a file of an image, or a part of them",
          params: imageParams,
          querystring: fileRangeQuerySchema,
          response: { 200: streamed("The content", "application/octet-stream"), ...failures },
        },
      },
      async (request, reply) => {
        const { path, layer, from, length } = request.query;
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        const found = await imageReader.lookAt(place, { at: "content", path, layer });
        const { size } = found.content.entry;
        const start = Math.min(from, size);
        const count = Math.min(length ?? size, size - start);
        asAttachment(reply, nameAtEnd(found.path)).header("content-length", count).header(FILE_SIZE_HEADER, size);
        return sendStream(reply, "application/octet-stream", rangeOf(blobs, found.content, start, count));
      },
    );

    app.get(
      paths.imageFileVersions,
      {
        schema: {
          summary: "List the layers that made, changed, or hid a file of an image",
          params: imageParams,
          querystring: z.object({ path: filePlaceQuerySchema.shape.path }),
          response: { 200: fileVersionsSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "versions", path: request.query.path }));
      },
    );

    app.get(
      paths.imageSearch,
      {
        schema: {
          summary: "Search the content of the files of an image, a page at a time",
          params: imageParams,
          querystring: contentSearchQuerySchema,
          response: { 200: contentSearchPageSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "search", ...request.query }));
      },
    );
  };
}

function rangeOf(blobs: BlobStore, content: FileContent, from: number, length: number): Readable {
  if (length === 0) return Readable.from([]);
  const { layer, entry } = content;
  if (entry.sparse) return Readable.from(piecesOf(blobs, content, from, length), { objectMode: false });
  const start = entry.offset + from;
  return blobs.readStream(layer, { start, end: start + length - 1 });
}

const PIECE = 256 * 1024;

/** Holes are filled as they are read: a small layer may have a file of any size. */
function* piecesOf(blobs: BlobStore, content: FileContent, from: number, length: number): Generator<Uint8Array> {
  for (let at = 0; at < length; at += PIECE) {
    yield readContent(blobs, content, from + at, Math.min(PIECE, length - at));
  }
}
