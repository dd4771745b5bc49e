import type { LessonEntry } from "#contract/lesson.ts";
import type { StoredProgress } from "./progressStore.ts";

/** By lesson: the workspace that took it last, and how far it is. */
export type TakenLessons = ReadonlyMap<string, StoredProgress>;

/** The latest of each lesson. */
export function takenLessons(stored: readonly StoredProgress[]): TakenLessons {
  const inOrder = [...stored].sort((a, b) => a.startedAt - b.startedAt);
  return new Map(inOrder.map((progress) => [progress.lesson, progress]));
}

/** How far somebody is in a lesson of the list. */
export function withTaken(entry: LessonEntry, taken: TakenLessons): LessonEntry {
  const progress = taken.get(entry.id);
  if (progress === undefined) return entry;
  const { workspace, state } = progress;
  return { ...entry, taken: { workspace, step: state.step, isFinished: state.finishedAt !== undefined } };
}
