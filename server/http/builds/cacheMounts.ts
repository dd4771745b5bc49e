import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { cacheMountListSchema } from "#contract/cacheMount.ts";
import { paths } from "#contract/paths.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ id: z.string().min(1).max(256) });

export function cacheMountRoutes({ cacheMounts }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.cacheMounts,
      {
        schema: {
          summary: "List the cache mounts of the workspace, most recently used first",
          response: { 200: cacheMountListSchema, ...failures },
        },
      },
      async (request) => ({ mounts: await cacheMounts.list(ownerOf(request)) }),
    );

    app.delete(
      paths.cacheMount,
      {
        schema: {
          summary: "Clear a cache mount, if no build is running",
          params,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        await cacheMounts.remove(ownerOf(request), request.params.id);
        return reply.code(204).send();
      },
    );
  };
}
