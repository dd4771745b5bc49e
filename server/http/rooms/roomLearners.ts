import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { roomWordSchema } from "#contract/room.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { forTeachers, learnerParams } from "./roomRoute.ts";

/** One learner of a room, for its teachers. */
export function roomLearnerRoutes({ rooms }: Services): FastifyPluginAsyncZod {
  return forTeachers(rooms, (app, given) => {
    app.delete(
      paths.roomLearner,
      {
        schema: {
          summary: "Take a learner out of the room, and remove all that they made",
          params: learnerParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const { room, member } = request.params;
        await given().ends.removeLearner(room, member);
        return reply.code(204).send();
      },
    );

    app.get(
      paths.roomLearnerWord,
      {
        schema: {
          summary: "Get the word that brings a learner back, once",
          params: learnerParams,
          response: { 200: roomWordSchema, ...failures },
        },
      },
      async (request) => ({ word: given().teaching.wordOf(request.params.room, request.params.member) }),
    );

    app.delete(
      paths.roomLearnerHand,
      {
        schema: { summary: "Lower a learner's hand", params: learnerParams, response: { 204: nothing, ...failures } },
      },
      async (request, reply) => {
        given().teaching.lowerHand(request.params.room, request.params.member);
        return reply.code(204).send();
      },
    );

    app.post(
      paths.roomLearnerHelp,
      {
        schema: {
          summary: "Ask a learner whether a teacher may type along",
          params: learnerParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().teaching.help(request.params.room, request.params.member, true);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.roomLearnerHelp,
      {
        schema: { summary: "End the help", params: learnerParams, response: { 204: nothing, ...failures } },
      },
      async (request, reply) => {
        given().teaching.help(request.params.room, request.params.member, false);
        return reply.code(204).send();
      },
    );
  });
}
