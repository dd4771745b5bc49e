import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { helpAnswerSchema, myRoomEventSchema, myRoomSchema, presenceSchema } from "#contract/room.ts";
import { MEMBER_COOKIE } from "#server/identity/tokenCookie.ts";
import { isHttps } from "../access/owners.ts";
import { requireLearner } from "../access/teaching.ts";
import { failures, nothing, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { eventsOf } from "./roomMessages.ts";
import { withRooms } from "./roomRoute.ts";

const noteParams = z.object({ note: z.string().max(64) });

/** A learner's own room. */
export function myRoomRoutes({ rooms, streams }: Services): FastifyPluginAsyncZod {
  return withRooms(rooms, (app, given) => {
    app.addHook("preHandler", async (request) => void requireLearner(request));

    app.get(
      paths.myRoom,
      { schema: { summary: "Get the room that one is a learner in", response: { 200: myRoomSchema, ...failures } } },
      async (request) => given().learning.mine(requireLearner(request)),
    );

    app.delete(
      paths.myRoom,
      {
        schema: {
          summary: "Leave the room with this browser; the word that the teacher can show leads back",
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const gone = MEMBER_COOKIE.write("", { seconds: 0, secure: isHttps(request) });
        return reply.code(204).header("set-cookie", gone).send();
      },
    );

    app.get(
      paths.myRoomEvents,
      {
        schema: {
          summary: "Stream the room that one is a learner in, whenever something in it changes",
          response: { 200: streamed("Events", "text/event-stream", myRoomEventSchema), ...failures },
        },
      },
      (request, reply) => {
        const member = requireLearner(request);
        return streams.send(request, reply, (signal) => eventsOf(given().learning.events(member, signal)));
      },
    );

    app.post(
      paths.myPresence,
      {
        schema: {
          summary: "Report what the learner is doing, at each change and once a minute",
          body: presenceSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().learning.presence(requireLearner(request), request.body);
        return reply.code(204).send();
      },
    );

    for (const [method, raised] of [["PUT", true] as const, ["DELETE", false] as const]) {
      app.route({
        method,
        url: paths.myHand,
        schema: {
          summary: raised ? "Raise one's hand" : "Lower one's hand",
          response: { 204: nothing, ...failures },
        },
        handler: async (request, reply) => {
          given().learning.hand(requireLearner(request), raised);
          return reply.code(204).send();
        },
      });
    }

    app.post(
      paths.myHelp,
      {
        schema: {
          summary: "Answer a teacher who asks to type along",
          body: helpAnswerSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().learning.help(requireLearner(request), request.body.accept);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.myHelp,
      { schema: { summary: "End the help", response: { 204: nothing, ...failures } } },
      async (request, reply) => {
        given().learning.help(requireLearner(request), false);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.myNote,
      {
        schema: { summary: "Put away what was sent", params: noteParams, response: { 204: nothing, ...failures } },
      },
      async (request, reply) => {
        given().learning.putAway(requireLearner(request), request.params.note);
        return reply.code(204).send();
      },
    );
  });
}
