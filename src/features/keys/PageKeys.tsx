import { useEffect } from "react";
import { commandKey } from "../../lib/platformKeys.ts";
import { allCommands } from "../../state/commands/lateCommands.ts";
import { useLessonShown } from "../../state/lessons/lessonShown.ts";
import { focusPane, type PaneName, paneBeside, usePaneFocus } from "../../state/page/paneFocus.ts";
import { KeysDialog } from "./KeysDialog.tsx";
import { focusInPane, paneWithFocus } from "./paneElements.ts";

/** The keys that work anywhere on the page, and the list of them. */
export function PageKeys() {
  useEffect(() => {
    // In the capture phase: the editor has other meanings for some of them.
    addEventListener("keydown", onKeyDown, { capture: true });
    const end = usePaneFocus.subscribe(answer);
    // These come late: somebody may have asked before.
    answer(usePaneFocus.getState());
    return () => {
      removeEventListener("keydown", onKeyDown, { capture: true });
      end();
    };
  }, []);
  return <KeysDialog />;
}

let answered = 0;

/** Each request once. */
function answer({ wanted, asked }: { readonly wanted?: PaneName; readonly asked: number }): void {
  if (wanted === undefined || asked === answered) return;
  answered = asked;
  focusInPane(wanted);
}

function onKeyDown(event: KeyboardEvent): void {
  const run = actionOf(event);
  if (!run || document.querySelector('[role="dialog"]')) return;
  event.preventDefault();
  event.stopPropagation();
  run();
}

function actionOf(event: KeyboardEvent): (() => void) | undefined {
  const { key } = event;
  if (key === "F6") return () => goToPaneBeside(event.shiftKey ? -1 : 1);
  const combined = commandKey(event);
  if (combined !== undefined) return allCommands().find((command) => command.key === combined)?.run;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  // Nobody types with these.
  const isFunctionKey = /^F\d+$/.test(key) && !event.shiftKey;
  if ((isTyping(event.target) || goesToName(event)) && !isFunctionKey) return undefined;
  return allCommands().find((command) => command.key === key)?.run;
}

function goToPaneBeside(step: 1 | -1): void {
  focusPane(paneBeside(paneWithFocus(), step, useLessonShown.getState().shown));
}

/** In a tree, a letter goes to the next name that begins with it. */
function goesToName({ key, target }: KeyboardEvent): boolean {
  return /^\p{L}$/u.test(key) && target instanceof HTMLElement && target.closest('[role="tree"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, .monaco-editor, [role="menu"]') !== null
  );
}
