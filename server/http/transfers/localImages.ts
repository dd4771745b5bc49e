import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { localImagesSchema, localLoadSchema } from "#contract/localImages.ts";
import { paths } from "#contract/paths.ts";
import { loadedImagesSchema } from "#contract/transfer.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";

/** Images of a Docker engine on the server's machine. */
export function localImageRoutes({ dockerEngine, transfers }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.localImages,
      {
        schema: {
          summary: "List the images of the Docker engine on the server's machine, or say why there are none",
          response: { 200: localImagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        return await dockerEngine.list(ownerOf(request), signalOf(reply));
      },
    );

    app.post(
      paths.localImages,
      {
        schema: {
          summary: "Load an image of the Docker engine on the server's machine",
          body: localLoadSchema,
          response: { 201: loadedImagesSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const signal = signalOf(reply);
        const archive = await dockerEngine.save(owner, request.body.image, signal);
        const images = await transfers.load(owner, archive, signal);
        return reply.code(201).send({ images: [...images] });
      },
    );
  };
}
