import { create } from "zustand";
import type { LessonEntry } from "#contract/lesson.ts";

interface KnownLessons {
  /** As of the last time somebody asked; undefined until then. */
  readonly lessons: readonly LessonEntry[] | undefined;
  /** Whether the server could not say when it was asked last. */
  readonly isMissing: boolean;
}

/** The lessons there are. */
export const useKnownLessons = create<KnownLessons>(() => ({ lessons: undefined, isMissing: false }));
