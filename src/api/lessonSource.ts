import { lessonSourceSchema } from "#contract/lessonSource.ts";
import { routes } from "#contract/routes.ts";
import { request } from "./request.ts";

export const getLessonSource = (lesson: string, signal?: AbortSignal) =>
  request({ path: routes.lessonSource(lesson), answer: lessonSourceSchema, signal });
