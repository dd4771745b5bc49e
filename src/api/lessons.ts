import { z } from "zod/mini";
import {
  lessonAnsweredSchema,
  lessonEntrySchema,
  lessonEventSchema,
  lessonListSchema,
  lessonMistakesSchema,
  lessonProgressSchema,
  lessonSchema,
  lessonStartedSchema,
} from "#contract/lesson.ts";
import type { Digest } from "#contract/names/digest.ts";
import { parseJson } from "#contract/parseJson.ts";
import { routes } from "#contract/routes.ts";
import { readEvents, type StreamEnd } from "./eventSource.ts";
import { request } from "./request.ts";

type Signal = AbortSignal | undefined;

export const listLessons = (signal?: Signal) => request({ path: routes.lessons(), answer: lessonListSchema, signal });
export const getLesson = (lesson: string, signal?: Signal) =>
  request({ path: routes.lesson(lesson), answer: lessonSchema, signal });
export const getMistakes = (lesson: string, signal?: Signal) =>
  request({ path: routes.lessonMistakes(lesson), answer: lessonMistakesSchema, signal });

/** Makes a lesson of a context, to try it. */
export const tryLesson = (context: Digest) =>
  request({ path: routes.lessons(), method: "POST", json: { context }, answer: lessonEntrySchema });

/** Starts a lesson in a new workspace. */
export const startLesson = (lesson: string) =>
  request({ path: routes.lessonStart(lesson), method: "POST", answer: lessonStartedSchema });

/** Undefined if the workspace has no lesson. */
export const getProgress = (workspace: string, signal?: Signal) =>
  request({ path: routes.workspaceLesson(workspace), answer: z.optional(lessonProgressSchema), signal });

/** Goes to a step; `reset` puts its files as they were when it began. */
export const moveLesson = (workspace: string, step: number, reset: boolean) =>
  request({
    path: routes.workspaceLessonMove(workspace),
    method: "POST",
    json: { step, reset },
    answer: lessonProgressSchema,
  });

/** Judges the goals of the step that is shown. */
export const checkLesson = (workspace: string) =>
  request({ path: routes.workspaceLessonCheck(workspace), method: "POST", answer: lessonProgressSchema });

export const answerQuestion = (workspace: string, step: number, question: string, answer: readonly string[]) =>
  request({
    path: routes.workspaceLessonAnswer(workspace),
    method: "POST",
    json: { step, question, answer },
    answer: lessonAnsweredSchema,
  });

/** Calls back whenever a file of the lesson changes, and when that may have been missed; until aborted. */
export function watchLesson(lesson: string, onChange: () => void, signal: AbortSignal): Promise<StreamEnd> {
  let connectedBefore = false;
  return readEvents({
    path: routes.lessonEvents(lesson),
    signal,
    onConnection: (connected) => {
      if (connected && connectedBefore) onChange();
      connectedBefore = true;
    },
    onMessage: ({ data }) => {
      if (lessonEventSchema.safeParse(parseJson(data)).success) onChange();
      return false;
    },
  });
}
