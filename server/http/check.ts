import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { type CheckRequest, checkRequestSchema, checkResponseSchema } from "#contract/diagnostic.ts";
import type { Digest } from "#contract/digest.ts";
import { routes } from "#contract/routes.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

const MAX_REQUEST = 8 * 1024 * 1024;
const MAX_IGNORE_FILE = 1024 * 1024;

export function checkRoutes({ checker, contexts, blobs }: Services): FastifyPluginAsyncZod {
  /** Text of the context's .dockerignore; undefined where there is none, or one that nobody wrote by hand. */
  function dockerignore(context: Digest): string | undefined {
    const entry = contexts.require(context).entries.find(({ path }) => path === ".dockerignore");
    if (entry?.digest === undefined || entry.size > MAX_IGNORE_FILE) return undefined;
    return blobs.readAll(entry.digest).toString("utf8");
  }

  function inputOf({ buildArgs, target, context }: CheckRequest) {
    const ignore = context === undefined ? undefined : dockerignore(context);
    return {
      ...(buildArgs === undefined ? {} : { buildArgs }),
      ...(target === undefined || target === "" ? {} : { target }),
      ...(ignore === undefined ? {} : { dockerignore: ignore }),
    };
  }

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
      async (request) => {
        const text = request.body.dockerfileText;
        return { diagnostics: await checker.check({ text, input: inputOf(request.body) }) };
      },
    );
  };
}
