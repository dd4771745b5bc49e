import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { pullRequestSchema, transferEventSchema } from "#contract/transfer.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { transferEvents } from "./transferStream.ts";

const events = streamed("Events; closing the connection cancels", "text/event-stream", transferEventSchema);

/** Pull and push images. */
export function transferRoutes({ transfers, streams }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.imagePull,
      {
        schema: {
          summary: "Pull an image from a registry",
          body: pullRequestSchema,
          response: { 200: events, ...failures },
        },
      },
      (request, reply) => {
        const owner = ownerOf(request);
        const { reference, platform } = request.body;
        requireReference(reference);
        return streams.send(request, reply, (closed) =>
          transferEvents(
            async (onProgress, signal) => {
              const options = { onProgress, ...(platform !== undefined && { platform }) };
              return { type: "pulled", pulled: await transfers.pull(owner, reference, options, signal) };
            },
            closed,
            (error) => request.log.error({ err: error }, "pull failed"),
          ),
        );
      },
    );

    app.post(
      paths.imagePush,
      {
        schema: {
          summary: "Push an image to the registry in its name",
          params: imageParams,
          response: { 200: events, ...failures },
        },
      },
      (request, reply) => {
        const owner = ownerOf(request);
        const { ref } = request.params;
        requireReference(ref);
        return streams.send(request, reply, (closed) =>
          transferEvents(
            async (onProgress, signal) => ({
              type: "pushed",
              pushed: await transfers.push(owner, ref, onProgress, signal),
            }),
            closed,
            (error) => request.log.error({ err: error }, "push failed"),
          ),
        );
      },
    );
  };
}
