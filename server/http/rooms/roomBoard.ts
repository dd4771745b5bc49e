import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { paths } from "#contract/paths.ts";
import { lookSchema, roomTimerSchema, sendAnswerSchema, sendRequestSchema } from "#contract/room.ts";
import { blobsOf } from "#server/rooms/noteStore.ts";
import { requireBlobs } from "#server/workspaces/heldContent.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { forTeachers, roomParams } from "./roomRoute.ts";

/** Every learner's page gets what is sent with each of its changes. */
const MOST_SENT = 1_000_000;

/** What a teacher sends and shows to the room. */
export function roomBoardRoutes({ rooms, workspaces, bodies }: Services): FastifyPluginAsyncZod {
  return forTeachers(rooms, (app, given) => {
    app.post(
      paths.roomSends,
      {
        bodyLimit: MOST_SENT,
        schema: {
          summary: "Send a message, a hint, or files to all learners, to some, or to those who are at a goal",
          params: roomParams,
          body: sendRequestSchema,
          response: { 200: sendAnswerSchema, ...failures },
        },
      },
      async (request) => {
        const { to, what } = request.body;
        if (what.kind === "files") requireBlobs(workspaces, ownerOf(request), what.files);
        const { teaching } = given();
        const { room } = request.params;
        const learners = teaching.receivers(room, to);
        for (const { owner } of learners) {
          for (const blob of blobsOf(what)) await bodies.workspaces.noteSent(owner, blob);
        }
        teaching.send(room, learners, what);
        if (to === "all" && what.kind === "message") teaching.message(room, what.text);
        return { learners: learners.length };
      },
    );

    app.put(
      paths.roomLook,
      {
        schema: {
          summary: "Ask all learners to look at a file, a line, or a layer",
          params: roomParams,
          body: lookSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().teaching.look(request.params.room, request.body);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.roomLook,
      {
        schema: {
          summary: "Let all learners look where they like",
          params: roomParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().teaching.look(request.params.room, undefined);
        return reply.code(204).send();
      },
    );

    app.put(
      paths.roomTimer,
      {
        schema: {
          summary: "Show a timer to all learners",
          params: roomParams,
          body: roomTimerSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().teaching.timer(request.params.room, request.body);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.roomTimer,
      {
        schema: { summary: "Remove the timer", params: roomParams, response: { 204: nothing, ...failures } },
      },
      async (request, reply) => {
        given().teaching.timer(request.params.room, undefined);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.roomMessage,
      {
        schema: {
          summary: "Take the last message to everybody off the projector",
          params: roomParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        given().teaching.message(request.params.room, undefined);
        return reply.code(204).send();
      },
    );
  });
}
