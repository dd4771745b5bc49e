import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { imageDifferencesSchema } from "#contract/imageLeftovers.ts";
import { imageMapSchema, mapQuerySchema } from "#contract/imageMap.ts";
import { paths } from "#contract/paths.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** `without`: a path; what the other image lacks at and below it is not told. */
const differencesQuery = z.object({
  to: z.string().min(1).max(1024),
  without: z
    .union([z.string().max(4096), z.array(z.string().max(4096)).max(16)])
    .default([])
    .transform((paths) => [paths].flat()),
});

/** Where the bytes of an image are, and what is different in another. */
export function imageWasteRoutes({ imageReader }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.imageDifferences,
      {
        schema: {
          summary: "List what a container of another image would find different",
          params: imageParams,
          querystring: differencesQuery,
          response: { 200: imageDifferencesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "differences", ...request.query }));
      },
    );

    app.get(
      paths.imageMap,
      {
        schema: {
          summary: "Get the sizes of a folder of an image and what is in it",
          params: imageParams,
          querystring: mapQuerySchema,
          response: { 200: imageMapSchema, ...failures },
        },
      },
      async (request, reply) => {
        const place = { workspace: ownerOf(request), ref: request.params.ref };
        return sendJson(reply, await imageReader.look(place, { at: "map", ...request.query }));
      },
    );
  };
}
