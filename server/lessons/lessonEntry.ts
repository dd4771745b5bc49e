import type { LessonEntry } from "#contract/lesson.ts";
import type { OpenedLesson } from "#lessons/openLesson.ts";
import { shownProgress } from "./progress.ts";
import type { StoredProgress } from "./progressStore.ts";

/** A lesson in a list, with how far its owner is. `taken`: in the workspace in which it was taken last. */
export function lessonEntry(opened: OpenedLesson, taken?: StoredProgress): LessonEntry {
  const { id, title, description, source, minutes, mistakes, steps } = opened.lesson;
  const entry = { id, title, description, source, steps: steps.length, mistakes };
  return {
    ...entry,
    ...(minutes !== undefined && { minutes }),
    ...(taken !== undefined && { taken: takenIn(taken, opened) }),
  };
}

function takenIn(stored: StoredProgress, opened: OpenedLesson): NonNullable<LessonEntry["taken"]> {
  const { step, done, finishedAt } = shownProgress(stored, opened);
  return { workspace: stored.workspace, step, done: done.length, isFinished: finishedAt !== undefined };
}
