import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/routes.ts";
import { writeArchive } from "#server/oci/store/archive.ts";
import { imageParams } from "./images.ts";
import { ownerOf } from "./owner.ts";
import { failures, sendStream, streamed } from "./responses.ts";
import type { Services } from "./services.ts";

export function imageArchiveRoutes({ imageReader, blobs }: Services): FastifyPluginAsyncZod {
  return async (app) => {
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
        const chunks = writeArchive(blobs, found.plan);
        reply
          .header("content-length", found.plan.size)
          .header("content-disposition", `attachment; filename="${found.fileName}"`)
          .header("cache-control", "no-store");
        return sendStream(reply, "application/x-tar", Readable.from(chunks, { objectMode: false }));
      },
    );
  };
}
