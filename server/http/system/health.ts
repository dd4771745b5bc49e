import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { healthSchema } from "#contract/health.ts";
import { paths } from "#contract/paths.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { EventLoopMonitor } from "./eventLoopDelay.ts";

export function healthRoutes({ version, builds, containers, checker }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    const loop = new EventLoopMonitor();
    app.addHook("onClose", async () => loop.close());
    app.get(
      paths.health,
      {
        schema: {
          summary: "Get the health of the server and the capabilities of its builders",
          response: { 200: healthSchema, ...failures },
        },
      },
      async (request) => {
        const builders = await builds.describe(ownerOf(request));
        const able = builders.some((builder) => builder.available);
        const status = able ? ("ok" as const) : ("degraded" as const);
        const runs = await containers.describe();
        const shown = { status, version, builders, containers: runs };
        return { ...shown, shellcheck: checker.hasShellCheck, eventLoopDelay: loop.delay() };
      },
    );
  };
}
