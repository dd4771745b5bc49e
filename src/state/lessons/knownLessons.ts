import { create } from "zustand";
import type { LessonEntry } from "#contract/lesson.ts";

/** The lessons there are, as of the last time somebody asked; undefined until then. */
export const useKnownLessons = create<{ readonly lessons: readonly LessonEntry[] | undefined }>(() => ({
  lessons: undefined,
}));
