import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { classEventSchema, resultsSchema, roomChangesSchema, roomSchema, roomWordSchema } from "#contract/room.ts";
import { resultsCsv } from "#server/rooms/results.ts";
import { failures, nothing, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { eventsOf } from "./roomMessages.ts";
import { forTeachers, roomParams } from "./roomRoute.ts";

const resultsQuery = z.object({ format: z.enum(["json", "csv"]).default("json") });

/** One room, for its teachers. */
export function roomRoutes({ rooms, streams, builds }: Services): FastifyPluginAsyncZod {
  return forTeachers(rooms, (app, given) => {
    app.get(
      paths.room,
      { schema: { summary: "Get a room", params: roomParams, response: { 200: roomSchema, ...failures } } },
      async (request) => given().require(request.params.room),
    );

    app.patch(
      paths.room,
      {
        schema: {
          summary: "Change the name, the limits, or the end of an open room",
          params: roomParams,
          body: roomChangesSchema,
          response: { 200: roomSchema, ...failures },
        },
      },
      async (request) => {
        const { builder } = request.body;
        if (builder !== undefined && builds.pool.isHeldBack(builder)) throw notForLearners(builder);
        const room = given().teaching.change(request.params.room, request.body);
        void given().ends.check();
        return room;
      },
    );

    app.delete(
      paths.room,
      {
        schema: {
          summary: "End a room; one that has ended is removed with all that was made in it",
          params: roomParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const { id, endedAt } = given().require(request.params.room);
        await (endedAt === undefined ? given().ends.end(id) : given().ends.remove(id));
        return reply.code(204).send();
      },
    );

    app.get(
      paths.roomEvents,
      {
        schema: {
          summary: "Stream the class: all of it first, then what changes",
          params: roomParams,
          response: { 200: streamed("Events", "text/event-stream", classEventSchema), ...failures },
        },
      },
      (request, reply) =>
        streams.send(request, reply, (signal) => eventsOf(given().classEvents(request.params.room, signal))),
    );

    app.get(
      paths.roomResults,
      {
        schema: {
          summary: "Get the results of the learners, as JSON or with format=csv",
          params: roomParams,
          querystring: resultsQuery,
          response: { 200: resultsSchema, ...failures },
        },
      },
      async (request, reply) => {
        const results = given().teaching.results(request.params.room);
        if (request.query.format === "json") return results;
        return reply
          .header("content-disposition", 'attachment; filename="results.csv"')
          .type("text/csv; charset=utf-8")
          .serializer((text: string) => text)
          .send(resultsCsv(results.learners) as never);
      },
    );

    app.get(
      paths.roomTeachersWord,
      {
        schema: {
          summary: "Get the word that makes whoever joins with it a teacher of the room",
          params: roomParams,
          response: { 200: roomWordSchema, ...failures },
        },
      },
      async (request) => ({ word: given().teaching.teachersWord(request.params.room) }),
    );
  });
}

function notForLearners(builder: string) {
  return problemError("builder/unavailable", `Only the person who runs this server may use the builder "${builder}".`, {
    next: "Choose one that learners may use.",
  });
}
