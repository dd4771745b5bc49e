import type { MouseEvent } from "react";
import type { LessonAction } from "#contract/lesson.ts";
import { useConsoleRuns } from "../../state/console/consoleRuns.ts";
import { setLessonOpen } from "../../state/lessons/lessonShown.ts";
import { runAction, useActionMarks } from "../../state/lessons/runAction.ts";
import { useMediaQuery } from "../../ui/useMediaQuery.ts";
import { type MarkWords, markWords } from "./actionWords.ts";
import type { TextPlace } from "./textPlace.ts";

/** What became of an action, and what its button does. */
export function useAction(
  action: LessonAction,
  { place: key, nodes }: TextPlace,
): { readonly words: MarkWords | undefined; readonly onClick: (event: MouseEvent) => void } {
  const mark = useActionMarks((marks) => marks[key]);
  const run = useConsoleRuns(({ runs }) => (mark?.kind === "run" ? runs[mark.run] : undefined));
  const phone = useMediaQuery("(width < 700px)");
  const onClick = ({ nativeEvent }: MouseEvent) => {
    // A press of a key makes a click, too, from no pointer.
    const takesFocus = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "mouse";
    void runAction(action, { key, nodes, takesFocus });
    // The lesson covers what the action is about.
    if (phone && action.kind !== "copy" && action.kind !== "port") setLessonOpen(false);
  };
  return { words: markWords(action, mark, run), onClick };
}
