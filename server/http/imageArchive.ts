import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/routes.ts";
import { imageArchive } from "#server/images/archive.ts";
import type { StoredImage } from "#server/images/storedImage.ts";
import { imageParams } from "./images.ts";
import { ownerOf } from "./owner.ts";
import { failures, sendStream, streamed } from "./responses.ts";
import type { Services } from "./services.ts";

/** A file name that every system takes, from the image's first name or its id. */
function fileName({ tags, id }: StoredImage): string {
  const name = tags[0]?.replace(/:latest$/, "") ?? id.slice(7, 19);
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "-")}.tar`;
}

export function imageArchiveRoutes({ images, blobs }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.imageArchive,
      {
        schema: {
          summary: "An OCI archive that docker load takes",
          params: imageParams,
          response: { 200: streamed("The archive", "application/x-tar"), ...failures },
        },
      },
      async (request, reply) => {
        const image = images.require(ownerOf(request), request.params.ref);
        const { size, chunks } = imageArchive(blobs, image);
        reply
          .header("content-length", size)
          .header("content-disposition", `attachment; filename="${fileName(image)}"`)
          .header("cache-control", "no-store");
        return sendStream(reply, "application/x-tar", Readable.from(chunks, { objectMode: false }));
      },
    );
  };
}
