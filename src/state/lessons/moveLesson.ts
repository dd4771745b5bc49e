import type { Lesson } from "#contract/lesson.ts";
import { answerQuestion, moveLesson } from "../../api/lessons.ts";
import { executeInConsole } from "../console/consoleRuns.ts";
import { addNotice } from "../page/notices.ts";
import { isSaved, takeSaved } from "../workspace/workspaceSession.ts";
import { focusHeading, showLesson, stepAt, stepShown, takeProgress, useLesson } from "./lesson.ts";
import { messages } from "./messages.ts";

/** The step that somebody is on their way to, and the one that they want instead by now. */
let target: number | undefined;
let wanted: number | undefined;

/** Whether somebody is at a step, or on their way to it. */
export function isStepWanted(step: number): boolean {
  return step === (wanted ?? target ?? stepShown(useLesson.getState().view));
}

/** Shows another step of the lesson; its files come into the workspace. */
export async function goToStep(step: number): Promise<void> {
  const { view, isMoving } = useLesson.getState();
  if (isMoving) wanted = step;
  else if (view.phase === "preview") {
    showLesson({ ...view, step });
    focusHeading();
  } else if (await move(step, false)) focusHeading();
}

/** Puts the files of this step as they were when it began; what they replace becomes a version. */
export async function restartStep(step: number): Promise<void> {
  if (await move(step, true)) addNotice({ text: messages.stepAgain });
}

async function move(step: number, reset: boolean): Promise<boolean> {
  const { view, isMoving } = useLesson.getState();
  if (view.phase !== "taken" || isMoving) return false;
  useLesson.setState({ isMoving: true, problem: undefined });
  target = step;
  // The server puts the step's files beside those that it has.
  await isSaved();
  const moved = await moveLesson(view.workspace, step, reset);
  await takeSaved();
  const next = wanted;
  target = undefined;
  wanted = undefined;
  useLesson.setState({ isMoving: false });
  if (next !== undefined) return move(next, false);
  if (moved.ok) {
    takeProgress(view.workspace, moved.value);
    // Going back only looks again at what was done.
    if (reset || step > view.progress.step) runForeground(view, step);
  } else useLesson.setState({ problem: moved.problem });
  return moved.ok;
}

interface TakenLesson {
  readonly lesson: Lesson;
  readonly workspace: string;
}

/** Runs a step's foreground script in the console. */
export function runForeground({ lesson, workspace }: TakenLesson, step: number): void {
  const script = stepAt(lesson, step)?.foreground;
  if (script === undefined || script.trim() === "") return;
  executeInConsole({ text: script, interrupts: false, workspace }, false);
}

/** Whether an answer is right; undefined if the server can't say. */
export async function answer(question: string, given: readonly string[]): Promise<boolean | undefined> {
  const { view } = useLesson.getState();
  if (view.phase !== "taken") return undefined;
  const { workspace, progress } = view;
  const answered = await answerQuestion(workspace, progress.step, question, given);
  if (!answered.ok) {
    useLesson.setState({ problem: answered.problem });
    return undefined;
  }
  if (answered.value.right) noteAnswered(workspace, question);
  return answered.value.right;
}

function noteAnswered(workspace: string, question: string): void {
  const { view } = useLesson.getState();
  if (view.phase !== "taken" || view.progress.answered.includes(question)) return;
  takeProgress(workspace, { ...view.progress, answered: [...view.progress.answered, question] });
}
