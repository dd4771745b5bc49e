import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { checkRequestSchema, checkResponseSchema } from "#contract/diagnostic.ts";
import { routes } from "#contract/routes.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

const MAX_REQUEST = 8 * 1024 * 1024;

export function checkRoutes({ check }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      routes.check(),
      {
        bodyLimit: MAX_REQUEST,
        schema: {
          summary: "Checks a Dockerfile as the editor does",
          body: checkRequestSchema,
          response: { 200: checkResponseSchema, ...failures },
        },
      },
      async (request) => ({ diagnostics: await check(request.body) }),
    );
  };
}
