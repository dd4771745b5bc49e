import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { withReasons } from "#contract/outlookWords.ts";
import { paths } from "#contract/paths.ts";
import { forecastSchema, planRequestSchema } from "#contract/plan.ts";
import { requireBlobs, requireContexts } from "#server/workspaces/heldContent.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";

/** Room for a Dockerfile of 2 MB and the files changed since the context was sent, escaped. */
const MAX_REQUEST = 16 * 1024 * 1024;

export function planRoutes({ builds, workspaces }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.plan,
      {
        bodyLimit: MAX_REQUEST,
        config: { largeBody: "plan" },
        schema: {
          summary: "Forecast a build: what is cached, what runs, and why",
          body: planRequestSchema,
          response: { 200: forecastSchema, ...failures },
        },
      },
      async (request, reply) => {
        const begun = performance.now();
        const owner = ownerOf(request);
        const { context, namedContexts = {}, contextChanges } = request.body;
        requireContexts(workspaces, owner, [context, ...Object.values(namedContexts)]);
        requireBlobs(workspaces, owner, contextChanges?.files ?? []);
        // The editor aborts a forecast on the next keystroke.
        const forecast = await builds.plan(owner, request.body, signalOf(reply));
        reply.header("server-timing", `plan;dur=${(performance.now() - begun).toFixed(2)}`);
        return withReasons(forecast);
      },
    );
  };
}
