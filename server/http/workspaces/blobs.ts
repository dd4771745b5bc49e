import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { digestSchema } from "#contract/names/digest.ts";
import { paths } from "#contract/paths.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { boundedBody, streamBodies } from "../base/upload.ts";

const params = z.object({ digest: digestSchema });

export function blobRoutes({ blobs, bodies, workspaces, uploads }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    streamBodies(app, ["*"]);

    app.put(
      paths.blob,
      {
        schema: {
          summary: "Upload a file by its digest",
          consumes: ["application/octet-stream"],
          params,
          response: { 201: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const { digest } = request.params;
        const writer = blobs.writer();
        try {
          for await (const chunk of boundedBody(request, uploads.bytes)) writer.write(chunk);
          writer.finish(digest);
          await bodies.workspaces.noteSent(ownerOf(request), digest);
        } finally {
          writer.abort();
        }
        return reply.code(201).send();
      },
    );

    app.get(
      paths.blob,
      {
        schema: {
          summary: "Download a file of the workspace",
          params,
          response: { 200: streamed("The content", "application/octet-stream"), ...failures },
        },
      },
      async (request, reply) => {
        const { digest } = request.params;
        const size = workspaces.hasBlob(ownerOf(request), digest) ? blobs.size(digest) : undefined;
        if (size === undefined) {
          throw new ProblemError(problem("blob/not-found", `The workspace has no file with the digest ${digest}.`));
        }
        reply
          .header("content-length", size)
          .header("content-disposition", "attachment")
          .header("cache-control", "private, immutable, max-age=31536000");
        return sendStream(reply, "application/octet-stream", blobs.readStream(digest));
      },
    );
  };
}
