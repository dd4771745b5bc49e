import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { lessonAnsweredSchema, lessonAnswerSchema, lessonMoveSchema, lessonProgressSchema } from "#contract/lesson.ts";
import { paths } from "#contract/paths.ts";
import { workspaceIdSchema } from "#contract/workspace.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ id: workspaceIdSchema });

/** How far a workspace is in its lesson. */
export function workspaceLessonRoutes({ lessons }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.workspaceLesson,
      {
        schema: {
          summary: "Get how far a workspace is in its lesson; no content if it has none",
          params,
          response: { 200: lessonProgressSchema, 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const place = { owner: ownerOf(request), id: request.params.id };
        return lessons.hasLesson(place) ? lessons.progress(place) : reply.code(204).send();
      },
    );

    app.post(
      paths.workspaceLessonMove,
      {
        schema: {
          summary: "Go to a step of the lesson, or begin it again",
          params,
          body: lessonMoveSchema,
          response: { 200: lessonProgressSchema, ...failures },
        },
      },
      async (request) => lessons.move({ owner: ownerOf(request), id: request.params.id }, request.body),
    );

    app.post(
      paths.workspaceLessonCheck,
      {
        schema: {
          summary: "Judge the goals of the step that is shown",
          params,
          response: { 200: lessonProgressSchema, ...failures },
        },
      },
      async (request) => lessons.check({ owner: ownerOf(request), id: request.params.id }),
    );

    app.post(
      paths.workspaceLessonAnswer,
      {
        schema: {
          summary: "Answer a question of the lesson",
          params,
          body: lessonAnswerSchema,
          response: { 200: lessonAnsweredSchema, ...failures },
        },
      },
      async (request) => {
        const right = await lessons.answer({ owner: ownerOf(request), id: request.params.id }, request.body);
        return { right };
      },
    );
  };
}
