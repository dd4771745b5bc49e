import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  lessonEntrySchema,
  lessonEventSchema,
  lessonIdSchema,
  lessonListSchema,
  lessonMistakesSchema,
  lessonSchema,
  lessonStartedSchema,
  lessonTryRequestSchema,
} from "#contract/lesson.ts";
import { lessonSourceSchema } from "#contract/lessonSource.ts";
import { paths } from "#contract/paths.ts";
import { routes } from "#contract/routes.ts";
import { requireContexts } from "#server/workspaces/heldContent.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, sendJson, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ lesson: lessonIdSchema });

/** The lessons that a person may take or try. One that another person tries is not found. */
export function lessonRoutes({ lessons, contexts, workspaces, streams }: Services): FastifyPluginAsyncZod {
  const { library } = lessons;
  return async (app) => {
    app.get(
      paths.lessons,
      { schema: { summary: "List lessons", response: { 200: lessonListSchema, ...failures } } },
      async (request) => ({ lessons: [...(await lessons.list(ownerOf(request)))] }),
    );

    app.post(
      paths.lessons,
      {
        schema: {
          summary: "Try a lesson: the context that holds its folder",
          body: lessonTryRequestSchema,
          response: { 201: lessonEntrySchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { context } = request.body;
        requireContexts(workspaces, owner, [context]);
        contexts.requireKept(context);
        const entry = await library.try(owner, context);
        return reply.code(201).header("location", routes.lesson(entry.id)).send(entry);
      },
    );

    app.get(
      paths.lesson,
      { schema: { summary: "Get a lesson", params, response: { 200: lessonSchema, ...failures } } },
      async (request, reply) => {
        const { lesson } = await library.get(ownerOf(request), request.params.lesson);
        return sendJson(reply, JSON.stringify(lesson));
      },
    );

    app.get(
      paths.lessonMistakes,
      {
        schema: {
          summary: "List the mistakes in a lesson's files",
          params,
          response: { 200: lessonMistakesSchema, ...failures },
        },
      },
      async (request) => {
        const { mistakes } = await library.get(ownerOf(request), request.params.lesson);
        return { mistakes: [...mistakes] };
      },
    );

    app.get(
      paths.lessonSource,
      {
        schema: {
          summary: "Get the texts that a lesson is written in",
          params,
          response: { 200: lessonSourceSchema, ...failures },
        },
      },
      async (request) => library.source(ownerOf(request), request.params.lesson),
    );

    app.get(
      paths.lessonEvents,
      {
        schema: {
          summary: "Stream an event whenever a file of the lesson changes",
          params,
          response: { 200: streamed("Changes", "text/event-stream", lessonEventSchema), ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { lesson } = request.params;
        await library.get(owner, lesson);
        return streams.send(request, reply, (signal) => lessons.changes(owner, lesson, signal));
      },
    );

    app.post(
      paths.lessonStart,
      {
        schema: {
          summary: "Start a lesson in a new workspace",
          params,
          response: { 201: lessonStartedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const workspace = await lessons.start(ownerOf(request), request.params.lesson);
        return reply.code(201).header("location", routes.workspaceById(workspace)).send({ workspace });
      },
    );
  };
}
