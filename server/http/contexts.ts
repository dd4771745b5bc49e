import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { contextRequestSchema, contextResponseSchema } from "#contract/context.ts";
import { problem } from "#contract/problem.ts";
import { paths } from "#contract/routes.ts";
import type { Context } from "#server/contexts/contextStore.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";
import { boundedBody, streamBodies } from "./upload.ts";

const TAR = ["application/x-tar", "application/tar"];
const MAX_ENTRIES = 100_000;

function isTar(request: FastifyRequest): boolean {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return type !== undefined && TAR.includes(type);
}

function parseFiles(body: unknown) {
  const parsed = contextRequestSchema.safeParse(body);
  if (parsed.success) return parsed.data.files;
  const said = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ProblemError(problem("request/invalid", said.join("; ")));
}

export function contextRoutes({ contexts, uploads }: Services): FastifyPluginAsyncZod {
  const limits = { maxBytes: uploads.bytes, maxFileBytes: uploads.bytes, maxEntries: MAX_ENTRIES };

  async function read(request: FastifyRequest): Promise<Context> {
    if (isTar(request)) return contexts.fromTar(boundedBody(request, uploads.bytes), limits);
    return contexts.fromFiles(parseFiles(request.body), limits);
  }

  return async (app) => {
    streamBodies(app, TAR);
    app.post(
      paths.contexts,
      {
        bodyLimit: uploads.workspaceBytes * 2,
        schema: {
          summary: "Keeps a context, from a tar or from JSON",
          consumes: ["application/json", "application/x-tar"],
          response: { 201: contextResponseSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { digest, entries } = await read(request);
        const files = entries.flatMap(({ path, size, mode, type }) => (type === "file" ? [{ path, size, mode }] : []));
        return reply.code(201).send({ digest, files });
      },
    );
  };
}
