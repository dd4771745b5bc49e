import type { Problem } from "#contract/problem.ts";
import { createContext } from "../../api/client.ts";
import { getLesson, getMistakes, tryLesson } from "../../api/lessons.ts";
import { contextOf } from "../build/buildRequest.ts";
import { addNotice } from "../page/notices.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { showLesson, stepShown, useLesson } from "./lesson.ts";
import { setLessonOpen } from "./lessonShown.ts";
import { messages } from "./messages.ts";

/** Ends the preview. */
let end: (() => void) | undefined;

/** Shows the files of the workspace as the lesson that they are, and again after each save. */
async function previewLesson(): Promise<Problem | undefined> {
  leavePreview();
  const problem = await show();
  if (problem) return problem;
  setLessonOpen(true);
  const isSaved = (state: ReturnType<typeof useWorkspace.getState>) =>
    state.phase === "ready" && state.saving.kind === "saved";
  const stops = [
    useWorkspace.subscribe((state, before) => void (isSaved(state) && !isSaved(before) && showAgain())),
    useOpenWorkspace.subscribe(() => stopAll()),
  ];
  const stopAll = () => {
    for (const stop of stops) stop();
    end = undefined;
  };
  end = stopAll;
  return undefined;
}

/** The same, and says why if there is none to show. */
export async function previewOrSay(): Promise<void> {
  const problem = await previewLesson();
  if (problem) addNotice({ tone: "error", text: messages.notTried(`${problem.title}. ${problem.detail}`) });
}

export function leavePreview(): void {
  end?.();
  if (useLesson.getState().view.phase === "preview") showLesson({ phase: "none" });
}

async function showAgain(): Promise<void> {
  const problem = await show();
  // What was shown last stays, with what is wrong now above it.
  if (problem) useLesson.setState({ problem });
}

async function show(): Promise<Problem | undefined> {
  const { id } = useOpenWorkspace.getState();
  const context = await createContext(contextOf(useWorkspace.getState().content.files));
  if (!context.ok) return context.problem;
  const tried = await tryLesson(context.value.digest);
  if (!tried.ok) return tried.problem;
  const [lesson, mistakes] = await Promise.all([getLesson(tried.value.id), getMistakes(tried.value.id)]);
  if (!lesson.ok) return lesson.problem;
  if (useOpenWorkspace.getState().id !== id) return undefined;
  const { view } = useLesson.getState();
  const first = lesson.value.intro ? -1 : 0;
  const step = view.phase === "preview" ? Math.min(stepShown(view), lesson.value.steps.length) : first;
  showLesson({ phase: "preview", lesson: lesson.value, step });
  useLesson.setState({ mistakes: mistakes.ok ? mistakes.value.mistakes : [] });
  return undefined;
}
