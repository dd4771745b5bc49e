import { create } from "zustand";
import type { Lesson, LessonMistake } from "#contract/lesson.ts";
import type { Problem } from "#contract/problem.ts";
import { getLesson, getMistakes } from "../../api/lessons.ts";
import { listOfLessons } from "./lessonList.ts";

interface AskedLesson {
  readonly lesson: Lesson | undefined;
  readonly mistakes: readonly LessonMistake[];
  /** The workspace that has it already. */
  readonly taken: string | undefined;
  readonly problem: Problem | undefined;
}

const NOTHING: AskedLesson = { lesson: undefined, mistakes: [], taken: undefined, problem: undefined };

/** What is known of the lesson that somebody is asked about. */
export const useAskedLesson = create<AskedLesson>(() => NOTHING);

let last = 0;

export async function loadAsked(id: string): Promise<void> {
  last += 1;
  const mine = last;
  useAskedLesson.setState(NOTHING);
  const [lesson, mistakes, list] = await Promise.all([getLesson(id), getMistakes(id), listOfLessons()]);
  if (mine !== last) return;
  useAskedLesson.setState({
    lesson: lesson.ok ? lesson.value : undefined,
    problem: lesson.ok ? undefined : lesson.problem,
    mistakes: mistakes.ok ? mistakes.value.mistakes : [],
    taken: list.find((entry) => entry.id === id)?.taken?.workspace,
  });
}
