import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { diskUseSchema } from "#contract/diskUse.ts";
import { paths } from "#contract/paths.ts";
import { diskUse } from "#server/images/diskUse.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

export function diskUseRoutes(services: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.systemDf,
      {
        schema: {
          summary: "Count the bytes of images, containers, volumes, and build caches, and how many can be freed",
          response: { 200: diskUseSchema, ...failures },
        },
      },
      async (request) => await diskUse(services, ownerOf(request)),
    );
  };
}
