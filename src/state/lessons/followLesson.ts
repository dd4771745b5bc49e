import { checkLesson, getLesson, getProgress } from "../../api/lessons.ts";
import { lessonInPath, stepOfHash } from "../../lib/stepAddress.ts";
import { useBuild } from "../build/build.ts";
import { hasEnded } from "../build/buildState.ts";
import { useConsoleRuns } from "../console/consoleRuns.ts";
import { useContainers } from "../containers/containers.ts";
import { subscribeFromStart } from "../loading/subscribeFromStart.ts";
import { askHealth, useHealth } from "../page/health.ts";
import { useLessonNews, useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { createChecking } from "./checking.ts";
import { showLesson, takeProgress, useLesson } from "./lesson.ts";
import { listOfLessons } from "./lessonList.ts";
import { followAddress, readAddress } from "./lessonUrl.ts";
import { watchAuthoring } from "./mistakes.ts";
import { goToStep } from "./moveLesson.ts";
import { startForegrounds } from "./startLesson.ts";
import { viewWithout } from "./viewWithout.ts";

/** Call once: shows the lesson of the workspace that is open, and has its goals judged whenever something may have changed. */
export function followLesson(): void {
  const checking = createChecking(check);
  useOpenWorkspace.subscribe(({ id }, before) => id !== before.id && void openLessonOf(id));
  useLessonNews.subscribe(() => void takeNews());
  subscribeFromStart(useBuild, ({ build }, before) => hasEnded(build, before.build) && checking.soon());
  subscribeFromStart(useConsoleRuns, ({ ended }, before) => ended !== before.ended && checking.soon());
  subscribeFromStart(useContainers, ({ containers }, before) => containers !== before.containers && checking.soon());
  useWorkspace.subscribe((state, before) => {
    const isSaved = state.phase === "ready" && state.saving.kind === "saved";
    if (!isSaved) return checking.notNow();
    // Saved is also what a pause while typing is: judging waits for a longer one.
    if (before.phase !== "ready" || before.saving.kind !== "saved") checking.afterPause();
  });
  useHealth.subscribe(({ state }) => state.phase === "up" && isUnanswered && void openLessonAgain());
  watchAuthoring();
  startForegrounds();
  followAddress();
  // The number in the address is read before the step of the progress takes its place.
  void openLessonOf(useOpenWorkspace.getState().id, location.hash);
  if (lessonInPath(location.pathname) !== undefined) readAddress();
  // Known before somebody opens the menu: the server reads the lessons when it is first asked for them.
  void listOfLessons();
}

/** Whether the server did not respond when it was asked for the lesson of the workspace. */
let isUnanswered = false;

/** Asks again for the lesson of the workspace, after that failed. */
export const openLessonAgain = (): Promise<void> => openLessonOf(useOpenWorkspace.getState().id);

/** What happens while a lesson is loaded is judged once it is there. */
let opening = Promise.resolve();

/** `hash` may name another step than the one that it was left at. */
function openLessonOf(workspace: string | undefined, hash = ""): Promise<void> {
  opening = loadLessonOf(workspace, hash);
  return opening;
}

async function loadLessonOf(workspace: string | undefined, hash: string): Promise<void> {
  const isGone = () => useOpenWorkspace.getState().id !== workspace;
  const { view } = useLesson.getState();
  if (view.phase === "taken" && view.workspace === workspace) return;
  if (workspace === undefined || workspace === "") return showLesson({ phase: "none" });
  const progress = await getProgress(workspace);
  if (isGone()) return;
  isUnanswered = !progress.ok && progress.problem.code === "server/unreachable";
  if (isUnanswered) void askHealth();
  if (!progress.ok) return showLesson(viewWithout(workspace, progress.problem));
  if (!progress.value) return showLesson({ phase: "none" });
  const lesson = await getLesson(progress.value.lesson);
  if (isGone()) return;
  if (!lesson.ok) return showLesson({ phase: "failed", workspace, problem: lesson.problem });
  showLesson({ phase: "taken", workspace, lesson: lesson.value, progress: progress.value });
  const step = stepOfHash(hash, lesson.value.steps.length);
  if (step !== undefined && step !== progress.value.step) await goToStep(step);
}

/** Another tab, or the server itself, took the workspace further. */
async function takeNews(): Promise<void> {
  const { view, isMoving } = useLesson.getState();
  if (view.phase !== "taken") return openLessonOf(useOpenWorkspace.getState().id);
  // It tells of the move that is on its way.
  if (isMoving) return undefined;
  const progress = await getProgress(view.workspace);
  if (progress.ok && progress.value) takeProgress(view.workspace, progress.value);
}

/** Lessons whose goals are judged, only. */
async function check(): Promise<void> {
  await opening;
  const { view } = useLesson.getState();
  if (view.phase !== "taken") return;
  const goals = view.lesson.steps[view.progress.step]?.goals ?? [];
  if (goals.length === 0) return;
  const checked = await checkLesson(view.workspace);
  if (checked.ok) takeProgress(view.workspace, checked.value);
}
