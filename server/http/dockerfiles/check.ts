import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { type CheckRequest, checkRequestSchema, checkResponseSchema } from "#contract/diagnostic.ts";
import { paths } from "#contract/paths.ts";
import type { CheckQuestion } from "#server/checks/service/checkThread.ts";
import { requireContexts } from "#server/workspaces/heldContent.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";

const MAX_REQUEST = 8 * 1024 * 1024;

export function checkRoutes({ checker, workspaces }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.check,
      {
        bodyLimit: MAX_REQUEST,
        config: { largeBody: "check" },
        schema: {
          summary: "Check a Dockerfile, as the editor does",
          body: checkRequestSchema,
          response: { 200: checkResponseSchema, ...failures },
        },
      },
      async (request, reply) => {
        requireContexts(workspaces, ownerOf(request), [request.body.context]);
        return sendJson(reply, await checker.check(questionOf(request.body), signalOf(reply)));
      },
    );
  };
}

function questionOf({ dockerfileText, buildArgs, target, context }: CheckRequest): CheckQuestion {
  return {
    text: dockerfileText,
    ...(context === undefined ? {} : { context }),
    input: {
      ...(buildArgs === undefined ? {} : { buildArgs }),
      ...(target === undefined || target === "" ? {} : { target }),
    },
  };
}
