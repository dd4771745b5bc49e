import { lessonListSchema, lessonSchema } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { request } from "./request.ts";

type Signal = AbortSignal | undefined;

export const listLessons = (signal?: Signal) => request({ path: routes.lessons(), answer: lessonListSchema, signal });
export const getLesson = (lesson: string, signal?: Signal) =>
  request({ path: routes.lesson(lesson), answer: lessonSchema, signal });
