import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { forecastSchema, planRequestSchema } from "#contract/plan.ts";
import { paths } from "#contract/routes.ts";
import { ownerOf } from "./owner.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

/** A Dockerfile of 2 MB and the files that were changed since the context was sent, escaped. */
const MAX_REQUEST = 16 * 1024 * 1024;

/** Whoever asks while typing takes a question back with the next key. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort(new Error("nobody waits for the plan any more")));
  return gone.signal;
}

export function planRoutes({ builds }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.plan,
      {
        bodyLimit: MAX_REQUEST,
        schema: {
          summary: "Says what a build would take from the cache, what it would run and why, without building",
          body: planRequestSchema,
          response: { 200: forecastSchema, ...failures },
        },
      },
      async (request, reply) => {
        const begun = performance.now();
        const forecast = await builds.plan(ownerOf(request), request.body, untilGone(reply));
        reply.header("server-timing", `plan;dur=${(performance.now() - begun).toFixed(2)}`);
        return forecast;
      },
    );
  };
}
