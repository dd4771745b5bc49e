import type { LessonAction } from "#contract/lesson.ts";
import type { RunState } from "../../state/console/consoleRuns.ts";
import type { ActionMark } from "../../state/lessons/runAction.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";

/** What the button of an action says. */
export function actionLabel(action: LessonAction): string {
  const words = messages.action;
  switch (action.kind) {
    case "execute":
      return action.interrupt ? words.interrupt : words.execute;
    case "copy":
      return words.copy;
    case "open":
      return words.open(action.path);
    case "port":
      return words.port(action.port);
    case "file":
      return words.file[action.target](action.path);
  }
}

export const ACTION_ICONS: Readonly<Record<LessonAction["kind"], IconName>> = {
  execute: "play",
  copy: "copy",
  open: "file",
  port: "external",
  file: "pencil",
};

export interface MarkWords {
  readonly text: string;
  readonly tone: "done" | "busy" | "failed";
}

/** What became of an action; undefined before it was done. */
export function markWords(
  action: LessonAction,
  mark: ActionMark | undefined,
  run: RunState | undefined,
): MarkWords | undefined {
  if (!mark) return undefined;
  if (mark.kind === "done") return { text: messages.mark[action.kind], tone: "done" };
  if (mark.kind === "refused") return { text: mark.text, tone: "failed" };
  switch (run?.phase) {
    case "waiting":
      return { text: messages.mark.waiting, tone: "busy" };
    case "running":
      return { text: messages.mark.running, tone: "busy" };
    case "done":
      if (run.code === 0) return { text: messages.mark.execute, tone: "done" };
      return { text: messages.mark.exit(run.code), tone: "failed" };
    default:
      return { text: messages.mark.lost, tone: "failed" };
  }
}
