import { workspacePage } from "#contract/routes.ts";
import { getLesson } from "../../api/lessons.ts";
import { addNotice } from "../page/notices.ts";
import { type LessonView, lessonOf, useLesson } from "./lesson.ts";
import { listOfLessons } from "./lessonList.ts";
import { askAboutLesson } from "./lessonShown.ts";
import { messages } from "./messages.ts";
import { goToStep } from "./moveLesson.ts";
import { continueLesson } from "./startLesson.ts";
import { hashOfStep, lessonInPath, stepOfHash } from "./stepAddress.ts";

type Taken = Extract<LessonView, { phase: "taken" }>;

/** The page was opened with a link to a lesson, or Back leads to one. */
export async function openLessonOfUrl(): Promise<void> {
  const id = lessonInPath(location.pathname);
  if (id === undefined) return followLessonUrl();
  const lesson = await getLesson(id);
  if (!lesson.ok) return void addNotice({ tone: "error", text: messages.notFound(id, lesson.problem.detail) });
  const step = stepOfHash(location.hash, lesson.value.steps.length);
  const entry = (await listOfLessons()).find((one) => one.id === id);
  if (entry?.taken) await continueLesson(entry.taken.workspace, step);
  else askAboutLesson({ lesson: id, step });
}

/** The address of the step, so that Back leads to the one before; the first one seen takes the place of what led to it. */
export function showStepInUrl({ workspace, progress }: Taken): void {
  const path = workspacePage(workspace);
  const hash = hashOfStep(progress.step);
  if (location.pathname === path && location.hash === hash) return;
  const isFirst = location.pathname !== path || location.hash === "";
  history[isFirst ? "replaceState" : "pushState"](null, "", path + hash);
}

/** Back, forward, or another number in the address. */
export function followLessonUrl(): void {
  if (lessonInPath(location.pathname) !== undefined) return void openLessonOfUrl();
  const { view } = useLesson.getState();
  const lesson = lessonOf(view);
  if (view.phase !== "taken" || !lesson || location.pathname !== workspacePage(view.workspace)) return;
  const step = stepOfHash(location.hash, lesson.steps.length);
  if (step !== undefined && step !== view.progress.step) void goToStep(step);
}
