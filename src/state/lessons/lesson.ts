import { create } from "zustand";
import type { Lesson, LessonMistake, LessonProgress, LessonStep } from "#contract/lesson.ts";
import type { Problem } from "#contract/problem.ts";
import { useLessonShown } from "./lessonShown.ts";

/** The lesson on the page. */
export type LessonView =
  | { readonly phase: "none" }
  | {
      readonly phase: "taken";
      readonly workspace: string;
      readonly lesson: Lesson;
      readonly progress: LessonProgress;
    }
  /** What the files of the workspace are as a lesson, for its author. */
  | { readonly phase: "preview"; readonly lesson: Lesson; readonly step: number }
  /** The workspace has one, and it can't be shown. */
  | { readonly phase: "failed"; readonly workspace: string; readonly problem: Problem };

interface LessonState {
  readonly view: LessonView;
  /** In the files of the lesson, for authors. */
  readonly mistakes: readonly LessonMistake[];
  /** What a move or an answer was refused for. */
  readonly problem: Problem | undefined;
  /** Whether a move to another step is on its way. */
  readonly isMoving: boolean;
  /** Counts requests to put the focus on the heading of the step. */
  readonly headingAsked: number;
}

const EMPTY = { view: { phase: "none" }, mistakes: [], problem: undefined, isMoving: false } as const;

export const useLesson = create<LessonState>(() => ({ ...EMPTY, headingAsked: 0 }));

export function showLesson(view: LessonView): void {
  useLesson.setState(view.phase === "none" ? EMPTY : { view, problem: undefined });
  const shown = view.phase !== "none";
  if (useLessonShown.getState().shown !== shown) useLessonShown.setState({ shown, isOpen: true });
}

/** Puts the focus on the heading of the step that is shown: somebody went there. */
export function focusHeading(): void {
  useLesson.setState(({ headingAsked }) => ({ headingAsked: headingAsked + 1 }));
}

/** News of how far a workspace is; too late if another one is open. */
export function takeProgress(workspace: string, progress: LessonProgress): void {
  const { view } = useLesson.getState();
  if (view.phase !== "taken" || view.workspace !== workspace) return;
  useLesson.setState({ view: { ...view, progress } });
}

/** The index of the step shown: -1 the introduction, the number of steps the end. */
export function stepShown(view: LessonView): number {
  if (view.phase === "taken") return view.progress.step;
  return view.phase === "preview" ? view.step : -1;
}

export function lessonOf(view: LessonView): Lesson | undefined {
  return "lesson" in view ? view.lesson : undefined;
}

export function stepAt(lesson: Lesson, index: number): LessonStep | undefined {
  return index < 0 ? undefined : lesson.steps[index];
}
