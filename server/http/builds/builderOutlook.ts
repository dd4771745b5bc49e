import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { builderOutlookSchema } from "#contract/builderChoice.ts";
import { paths } from "#contract/paths.ts";
import { outlookRequestSchema } from "#contract/plan.ts";
import { requireContexts } from "#server/workspaces/heldContent.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

export function builderOutlookRoutes({ builds, workspaces }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.builderOutlook,
      {
        schema: {
          summary: "Say which builder would get a build, and why, and which one of the other kind could build it too",
          body: outlookRequestSchema,
          response: { 200: builderOutlookSchema, ...failures },
        },
      },
      async (request) => {
        const owner = ownerOf(request);
        const { context, namedContexts = {} } = request.body;
        requireContexts(workspaces, owner, [context, ...Object.values(namedContexts)]);
        return await builds.outlook(owner, request.body);
      },
    );
  };
}
