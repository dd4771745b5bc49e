import type { LessonEntry } from "#contract/lesson.ts";
import type { Problem } from "#contract/problem.ts";
import { getLesson, moveLesson, startLesson as sendStart } from "../../api/lessons.ts";
import { setDrawer } from "../page/layout.ts";
import { addNotice } from "../page/notices.ts";
import { tellWhile } from "../page/tellWhile.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { goToWorkspace } from "../workspace/workspaceActions.ts";
import { focusHeading, useLesson } from "./lesson.ts";
import { askAboutLesson, setLessonOpen } from "./lessonShown.ts";
import { messages } from "./messages.ts";
import { goToStep, runForeground } from "./moveLesson.ts";

/** A lesson was chosen: goes on where somebody left it, asks if there is something to know first, or starts it. */
export function chooseLesson(entry: LessonEntry): Promise<void> {
  return tellWhile(messages.opening(entry.title), openChosen(entry));
}

async function openChosen({ id, source, taken, mistakes }: LessonEntry): Promise<void> {
  if (taken && !taken.isFinished) return continueLesson(taken.workspace, undefined);
  const lesson = await getLesson(id);
  if (!lesson.ok) return refuse(messages.notStarted, lesson.problem);
  const isPlain = source === "built-in" && mistakes === 0 && lesson.value.gaps.length === 0 && !taken;
  if (isPlain) await startLesson(id, undefined);
  else askAboutLesson({ lesson: id, step: undefined });
}

/** Starts a lesson in a new workspace, perhaps at a later step, and opens it. */
export async function startLesson(lesson: string, step: number | undefined): Promise<void> {
  const started = await sendStart(lesson);
  if (!started.ok) return refuse(messages.notStarted, started.problem);
  const { workspace } = started.value;
  if (step !== undefined) await moveLesson(workspace, step, false);
  foregroundWanted = workspace;
  await continueLesson(workspace, undefined);
}

/** The workspace of a lesson that was just started, and whose first script was not run yet. */
let foregroundWanted: string | undefined;

/** Call once: runs the script of the step at which a lesson starts, as soon as it is shown. */
export function startForegrounds(): void {
  useLesson.subscribe(({ view }) => {
    if (view.phase !== "taken" || view.workspace !== foregroundWanted) return;
    foregroundWanted = undefined;
    runForeground(view, view.progress.step);
  });
}

/** Opens a workspace that has a lesson, perhaps at another step. */
export async function continueLesson(workspace: string, step: number | undefined): Promise<void> {
  setDrawer(false);
  setLessonOpen(true);
  const isOpen = useOpenWorkspace.getState().id === workspace;
  if (!isOpen && step !== undefined) await moveLesson(workspace, step, false);
  if (!isOpen && (await goToWorkspace(workspace))) focusHeading();
  if (!isOpen) return;
  if (step === undefined) focusHeading();
  else if (useLesson.getState().view.phase === "taken") await goToStep(step);
}

function refuse(words: (reason: string) => string, { title, detail }: Problem): void {
  addNotice({ tone: "error", text: words(`${title}. ${detail}`) });
}
