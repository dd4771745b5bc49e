import type { LessonEntry } from "#contract/lesson.ts";
import { listLessons } from "../../api/lessons.ts";
import { useKnownLessons } from "./knownLessons.ts";

export async function listOfLessons(): Promise<readonly LessonEntry[]> {
  const list = await listLessons();
  if (list.ok) useKnownLessons.setState({ lessons: list.value.lessons, isMissing: false });
  else useKnownLessons.setState({ isMissing: true });
  return useKnownLessons.getState().lessons ?? [];
}

/** What comes after a lesson: the next one in the list that is not finished. */
export function lessonAfter(lessons: readonly LessonEntry[], id: string): LessonEntry | undefined {
  const at = lessons.findIndex((one) => one.id === id);
  const after = [...lessons.slice(at + 1), ...lessons.slice(0, Math.max(at, 0))];
  return after.find(({ taken, source }) => !taken?.isFinished && source !== "tried");
}
