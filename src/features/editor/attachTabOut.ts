import { holdTab, releaseTab, setTabLeaves, useTabOut } from "../../state/page/tabOut.ts";
import type { CodeEditor, Detach } from "./monacoApi.ts";

/** What Esc closes in the editor: it is meant for these first. */
const OPEN_WIDGETS = ".suggest-widget.visible, .parameter-hints-widget.visible, .find-widget.visible, .rename-box";

/**
 * Tab indents, so it can't leave the editor: after Esc, the next Tab does. The browser moves the focus itself, because the
 * editor does not get to see that key.
 */
export function attachTabOut(codeEditor: CodeEditor, host: HTMLElement): Detach {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab" && useTabOut.getState().tabLeaves) return event.stopPropagation();
    if (event.key !== "Shift") setTabLeaves(event.key === "Escape" && !host.querySelector(OPEN_WIDGETS));
  };
  const disarm = () => setTabLeaves(false);
  host.addEventListener("keydown", onKeyDown, { capture: true });
  host.addEventListener("pointerdown", disarm, { capture: true });
  const focus = codeEditor.onDidFocusEditorWidget(() => holdTab("editor"));
  const blur = codeEditor.onDidBlurEditorWidget(() => releaseTab("editor"));
  return () => {
    host.removeEventListener("keydown", onKeyDown, { capture: true });
    host.removeEventListener("pointerdown", disarm, { capture: true });
    focus.dispose();
    blur.dispose();
    releaseTab("editor");
  };
}
