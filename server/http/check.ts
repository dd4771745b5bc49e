import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { type CheckRequest, checkRequestSchema, checkResponseSchema } from "#contract/diagnostic.ts";
import type { Digest } from "#contract/digest.ts";
import { paths } from "#contract/routes.ts";
import { HADOLINT_FILES } from "#dockerfile/checks/hadolint/projectConfig.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

const MAX_REQUEST = 8 * 1024 * 1024;
/** Of a file that is read beside the Dockerfile, in bytes. */
const MAX_TEXT = 1024 * 1024;

export function checkRoutes({ checker, contexts, blobs }: Services): FastifyPluginAsyncZod {
  /** Text of the first of some files that the context has; undefined where there is none, or one that nobody wrote by hand. */
  function textOf(context: Digest | undefined, ...paths: readonly string[]): string | undefined {
    if (context === undefined) return undefined;
    const { entries } = contexts.require(context);
    const entry = paths.map((path) => entries.find((each) => each.path === path)).find((each) => each !== undefined);
    if (entry?.digest === undefined || entry.size > MAX_TEXT) return undefined;
    return blobs.readAll(entry.digest).toString("utf8");
  }

  function inputOf({ buildArgs, target, context }: CheckRequest) {
    const ignore = textOf(context, ".dockerignore");
    return {
      ...(buildArgs === undefined ? {} : { buildArgs }),
      ...(target === undefined || target === "" ? {} : { target }),
      ...(ignore === undefined ? {} : { dockerignore: ignore }),
    };
  }

  return async (app) => {
    app.post(
      paths.check,
      {
        bodyLimit: MAX_REQUEST,
        schema: {
          summary: "Checks a Dockerfile as the editor does",
          body: checkRequestSchema,
          response: { 200: checkResponseSchema, ...failures },
        },
      },
      async (request, reply) => {
        const gone = new AbortController();
        reply.raw.once("close", () => gone.abort());
        const text = request.body.dockerfileText;
        const hadolintText = textOf(request.body.context, ...HADOLINT_FILES);
        const question = {
          text,
          input: inputOf(request.body),
          ...(hadolintText === undefined ? {} : { hadolintText }),
        };
        return await checker.check(question, gone.signal);
      },
    );
  };
}
