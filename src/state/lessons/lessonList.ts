import { create } from "zustand";
import type { LessonEntry } from "#contract/lesson.ts";
import { listLessons } from "../../api/lessons.ts";

/** The lessons there are, as of the last time somebody asked. */
export const useLessonList = create<{ readonly lessons: readonly LessonEntry[] }>(() => ({ lessons: [] }));

export async function listOfLessons(): Promise<readonly LessonEntry[]> {
  const list = await listLessons();
  if (list.ok) useLessonList.setState(list.value);
  return useLessonList.getState().lessons;
}

/** What comes after a lesson: the next one in the list that is not finished. */
export function lessonAfter(lessons: readonly LessonEntry[], id: string): LessonEntry | undefined {
  const at = lessons.findIndex((one) => one.id === id);
  const after = [...lessons.slice(at + 1), ...lessons.slice(0, Math.max(at, 0))];
  return after.find(({ taken, source }) => !taken?.isFinished && source !== "tried");
}
