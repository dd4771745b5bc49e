import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { contextResponseSchema, MAX_CONTEXT_ENTRIES } from "#contract/context.ts";
import { paths } from "#contract/paths.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { boundedBody, streamBodies } from "../base/upload.ts";

const TAR = ["application/x-tar", "application/tar"];
const JSON_TYPE = "application/json";

function isTar(request: FastifyRequest): boolean {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return type !== undefined && TAR.includes(type);
}

export function contextRoutes({ bodies, uploads }: Services): FastifyPluginAsyncZod {
  const limits = { maxBytes: uploads.bytes, maxFileBytes: uploads.bytes, maxEntries: MAX_CONTEXT_ENTRIES };

  return async (app) => {
    app.removeContentTypeParser(JSON_TYPE);
    streamBodies(app, [...TAR, JSON_TYPE]);
    app.post(
      paths.contexts,
      {
        schema: {
          summary: "Upload a context, as a tar or as JSON",
          consumes: [JSON_TYPE, "application/x-tar"],
          response: { 201: contextResponseSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const form = isTar(request) ? "tar" : "json";
        const body = boundedBody(request, form === "tar" ? uploads.bytes : uploads.workspaceBytes * 2);
        const { json } = await bodies.keepContext({ form, owner, limits }, body);
        return sendJson(reply.code(201), json);
      },
    );
  };
}
