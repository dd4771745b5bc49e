import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  type BuildRequest,
  buildAcceptedSchema,
  buildListSchema,
  buildMarksSchema,
  buildRequestSchema,
  buildSchema,
  buildSummarySchema,
} from "#contract/build.ts";
import { buildEventSchema } from "#contract/buildEvent.ts";
import { isDigest } from "#contract/names/digest.ts";
import { paths } from "#contract/paths.ts";
import { routes } from "#contract/routes.ts";
import type { LoggedEvent } from "#server/builds/buildLog.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { requireContexts } from "#server/workspaces/heldContent.ts";
import { type EventMessage, lastEventId } from "../base/eventStreams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing, sendJson, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ id: z.string().max(64) });

/** `before`: the ID of the last build of the previous page. */
const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: z.string().max(64).optional(),
});

/** Room for a Dockerfile of 2 MB and a few secrets, escaped. */
const MAX_REQUEST = 16 * 1024 * 1024;

async function* messages(events: AsyncIterable<LoggedEvent>): AsyncGenerator<EventMessage, void> {
  for await (const { id, json } of events) yield { id, data: json };
}

export function buildRoutes({ builds, contexts, workspaces, streams, rooms }: Services): FastifyPluginAsyncZod {
  function checkRequest(owner: string, { context, tags, namedContexts = {} }: BuildRequest): void {
    requireContexts(workspaces, owner, [context, ...Object.values(namedContexts)]);
    for (const named of [context, ...Object.values(namedContexts)]) {
      if (named !== undefined && isDigest(named)) contexts.requireKept(named);
    }
    for (const tag of tags ?? []) requireReference(tag);
  }

  return async (app) => {
    app.post(
      paths.builds,
      {
        bodyLimit: MAX_REQUEST,
        config: { largeBody: "build" },
        schema: {
          summary: "Start a build",
          body: buildRequestSchema,
          response: { 202: buildAcceptedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const { body, member } = request;
        const owner = ownerOf(request);
        if (body.live !== undefined && member !== undefined) rooms?.requireLive(member);
        checkRequest(owner, body);
        const builder = body.builder ?? (member && rooms?.builderOf(member));
        const id = builds.start(owner, { ...body, ...(builder !== undefined && { builder }) });
        return reply.code(202).header("location", routes.build(id)).send({ id });
      },
    );

    app.get(
      paths.builds,
      {
        schema: {
          summary: "List the builds of the workspace, newest first",
          querystring: pageQuery,
          response: { 200: buildListSchema, ...failures },
        },
      },
      async (request) => builds.kept.list(ownerOf(request), request.query),
    );

    app.get(
      paths.build,
      { schema: { summary: "Get a build", params, response: { 200: buildSchema, ...failures } } },
      async (request, reply) => sendJson(reply, builds.kept.text(ownerOf(request), request.params.id)),
    );

    app.patch(
      paths.build,
      {
        schema: {
          summary: "Name a build, or pin it: it then stays, with its image, when old builds and unused images go",
          params,
          body: buildMarksSchema,
          response: { 200: buildSummarySchema, ...failures },
        },
      },
      async (request) => builds.kept.mark(ownerOf(request), request.params.id, request.body),
    );

    app.delete(
      paths.build,
      {
        schema: {
          summary: "Cancel an unfinished build, and remove the image of a trial",
          params,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        builds.cancel(ownerOf(request), request.params.id);
        return reply.code(204).send();
      },
    );

    app.get(
      paths.buildEvents,
      {
        schema: {
          summary: "Stream the events of a build, from the start or from Last-Event-ID",
          params,
          response: { 200: streamed("Events", "text/event-stream", buildEventSchema), ...failures },
        },
      },
      (request, reply) => {
        const owner = ownerOf(request);
        const { id } = request.params;
        builds.kept.require(owner, id);
        const after = lastEventId(request);
        return streams.send(request, reply, (signal) => messages(builds.events(owner, id, after, signal)));
      },
    );
  };
}
