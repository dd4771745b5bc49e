import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { healthSchema } from "#contract/health.ts";
import { paths } from "#contract/routes.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

export function healthRoutes({ version, builds, checker }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.health,
      {
        schema: {
          summary: "Whether the server works, and what its builders can do",
          response: { 200: healthSchema, ...failures },
        },
      },
      async () => {
        const builders = await builds.describe();
        const able = builders.some((builder) => builder.available);
        const status = able ? ("ok" as const) : ("degraded" as const);
        return { status, version, builders, shellcheck: checker.hasShellCheck };
      },
    );
  };
}
