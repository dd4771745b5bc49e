import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import type { FoundArchive } from "#server/inspection/foundArchive.ts";
import { writeArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { attachment } from "../base/attachment.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** Images of one archive. */
const MAX_IMAGES = 100;
const ref = imageParams.shape.ref;
const archiveQuery = z.object({ ref: z.union([ref, z.array(ref).max(MAX_IMAGES)]) });

export function imageArchiveRoutes({ imageReader, blobs }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.imagesArchive,
      {
        schema: {
          summary: "Download several images in one OCI archive for docker load",
          querystring: archiveQuery,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const refs = [request.query.ref].flat();
        return sendArchive(reply, blobs, await imageReader.archives(ownerOf(request), refs));
      },
    );

    app.get(
      paths.imageArchive,
      {
        schema: {
          summary: "Download an image as an OCI archive for docker load",
          params: imageParams,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const found = await imageReader.archive({ workspace: ownerOf(request), ref: request.params.ref });
        return sendArchive(reply, blobs, found);
      },
    );
  };
}

function sendArchive(reply: FastifyReply, blobs: BlobStore, { plan, fileName }: FoundArchive): FastifyReply {
  reply
    .header("content-length", plan.size)
    .header("content-disposition", attachment(fileName))
    .header("cache-control", "no-store");
  return sendStream(reply, "application/x-tar", Readable.from(writeArchive(blobs, plan), { objectMode: false }));
}
