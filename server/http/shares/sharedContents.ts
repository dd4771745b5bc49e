import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { buildSchema } from "#contract/build.ts";
import { buildEventSchema } from "#contract/buildEvent.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { paths } from "#contract/paths.ts";
import { workspaceSchema } from "#contract/workspace.ts";
import { sharedEvents } from "#server/shares/sharedEvents.ts";
import type { ShareManifest } from "#server/shares/shareManifest.ts";
import { requirePart } from "#server/shares/shareParts.ts";
import { notInShare } from "#server/shares/shareProblems.ts";
import { type EventMessage, lastEventId } from "../base/eventStreams.ts";
import { failures, sendJson, sendStream, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { shareParams } from "./shares.ts";

const buildParams = shareParams.extend({ build: z.string().max(64) });

async function* messages(events: readonly string[], after: number): AsyncGenerator<EventMessage, void> {
  for (const [index, data] of events.slice(after).entries()) yield { id: after + index + 1, data };
}

/** The files and the build of a share, in the shapes of the same calls for one's own. The link is all that it takes. */
export function sharedContentRoutes({ blobs, shares, streams }: Services): FastifyPluginAsyncZod {
  const buildOf = ({ id, build }: z.infer<typeof buildParams>): ShareManifest => {
    const manifest = shares.manifest(id);
    if (manifest.build?.id !== build) throw notInShare("This build");
    return manifest;
  };

  return async (app) => {
    app.get(
      paths.shareWorkspace,
      {
        schema: {
          summary: "Get the files and settings of a share",
          params: shareParams,
          response: { 200: workspaceSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const { sharedAt, build } = shares.entry(id);
        const content = requirePart(shares.manifest(id), blobs, "files");
        const head = { id, revision: 0, savedAt: sharedAt, ...(build && { lastBuild: build.id }) };
        // The content is an object, as JSON: its fields follow.
        const start = Buffer.from(`${JSON.stringify(head).slice(0, -1)},`);
        return sendJson(reply, Buffer.concat([start, content.subarray(1)]));
      },
    );

    app.get(
      paths.shareBlob,
      {
        schema: {
          summary: "Download a file of a share",
          params: shareParams.extend({ digest: digestSchema }),
          response: { 200: streamed("The content", "application/octet-stream"), ...failures },
        },
      },
      async (request, reply) => {
        const { id, digest } = request.params;
        const isOfShare = shares.manifest(id).blobs.some((file) => file.digest === digest);
        const size = isOfShare ? blobs.size(digest) : undefined;
        if (size === undefined) throw notInShare("This file");
        reply.header("content-length", size).header("content-disposition", "attachment");
        return sendStream(reply, "application/octet-stream", blobs.readStream(digest));
      },
    );

    app.get(
      paths.shareBuild,
      {
        schema: {
          summary: "Get the build of a share",
          params: buildParams,
          response: { 200: buildSchema, ...failures },
        },
      },
      async (request, reply) => sendJson(reply, requirePart(buildOf(request.params), blobs, "build")),
    );

    app.get(
      paths.shareBuildEvents,
      {
        schema: {
          summary: "Stream the events of the build of a share",
          params: buildParams,
          response: { 200: streamed("Events", "text/event-stream", buildEventSchema), ...failures },
        },
      },
      (request, reply) => {
        const events = sharedEvents(buildOf(request.params), blobs);
        const after = lastEventId(request);
        return streams.send(request, reply, () => messages(events, after));
      },
    );
  };
}
