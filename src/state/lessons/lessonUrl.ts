import { workspacePage } from "#contract/pagePaths.ts";
import { getLesson } from "../../api/lessons.ts";
import { hashOfStep, lessonInPath, stepOfHash } from "../../lib/stepAddress.ts";
import { addNotice } from "../page/notices.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { type LessonView, lessonOf, useLesson } from "./lesson.ts";
import { listOfLessons } from "./lessonList.ts";
import { askAboutLesson, useLessonShown } from "./lessonShown.ts";
import { messages } from "./messages.ts";
import { goToStep, isStepWanted } from "./moveLesson.ts";
import { continueLesson } from "./startLesson.ts";

type Taken = Extract<LessonView, { phase: "taken" }>;

/** Whether the address is a link to a lesson that was not followed yet: nothing else may take its place. */
let isLink = lessonInPath(location.pathname) !== undefined;

/** Call once: keeps the address and the step in sync. */
export function followAddress(): void {
  addEventListener("popstate", readAddress);
  addEventListener("hashchange", readAddress);
  useLesson.subscribe(({ view }, before) => {
    if (view !== before.view) writeAddress();
  });
  useLessonShown.subscribe(({ asked }, before) => {
    if (before.asked === undefined || asked !== undefined) return;
    isLink = false;
    writeAddress();
  });
}

/** Back, forward, another number in the address, or a link to a lesson. */
export function readAddress(): void {
  if (lessonInPath(location.pathname) !== undefined) return void openLink();
  const { view } = useLesson.getState();
  const lesson = lessonOf(view);
  if (view.phase !== "taken" || !lesson || location.pathname !== workspacePage(view.workspace)) return;
  const step = stepOfHash(location.hash, lesson.steps.length);
  if (step !== undefined && !isStepWanted(step)) void goToStep(step);
}

/** Goes into the workspace that has the lesson, or asks whether to start it. */
async function openLink(): Promise<void> {
  isLink = true;
  const id = lessonInPath(location.pathname) ?? "";
  const lesson = await getLesson(id);
  if (lesson.ok) {
    const step = stepOfHash(location.hash, lesson.value.steps.length);
    const entry = (await listOfLessons()).find((one) => one.id === id);
    if (!entry?.taken) return askAboutLesson({ lesson: id, step });
    isLink = false;
    await continueLesson(entry.taken.workspace, step);
  } else addNotice({ tone: "error", text: messages.notFound(id, lesson.problem.detail) });
  isLink = false;
  writeAddress();
}

/** The address of the step, so that Back leads to the one before; the first one takes the place of what led to it. */
function writeAddress(): void {
  if (isLink) return;
  const { view } = useLesson.getState();
  const { id } = useOpenWorkspace.getState();
  if (view.phase === "taken") writeStep(view);
  else if (lessonInPath(location.pathname) !== undefined && id !== undefined) {
    history.replaceState(null, "", id === "" ? "/" : workspacePage(id));
  }
}

function writeStep({ workspace, progress }: Taken): void {
  const path = workspacePage(workspace);
  const hash = hashOfStep(progress.step);
  if (location.pathname === path && location.hash === hash) return;
  const isFirst = location.pathname !== path || location.hash === "";
  const search = location.pathname === path ? location.search : "";
  history[isFirst ? "replaceState" : "pushState"](null, "", path + search + hash);
}
