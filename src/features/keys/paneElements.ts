import { editFile, useEditor } from "../../state/editor/editor.ts";
import { setLessonOpen } from "../../state/lessons/lessonShown.ts";
import { setDrawer, setPhoneView, useLayout } from "../../state/page/layout.ts";
import { PANES, type PaneName } from "../../state/page/paneFocus.ts";

/** Where the keys of a pane go, best first. */
const TARGETS = [
  "[data-pane-target]",
  '[role="tabpanel"][data-state="active"] :is([role="listbox"], [role="tree"], [tabindex="0"])',
  ':is([role="tree"] [tabindex="0"], [role="tree"][tabindex="0"])',
  '[role="tab"][data-state="active"]',
  "button",
];

/** The pane that the focus is in. */
export function paneWithFocus(): PaneName | undefined {
  const pane = document.activeElement?.closest<HTMLElement>("[data-pane]")?.dataset.pane;
  return PANES.find((name) => name === pane);
}

/** Puts the focus into a pane, and the pane on the screen if it is not. */
export function focusInPane(pane: PaneName): void {
  if (pane === "editor") {
    if (useLayout.getState().phoneView === "result") setPhoneView("both");
    editFile(useEditor.getState().openPath);
    return;
  }
  if (pane === "lesson") setLessonOpen(true);
  const element = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  if (element) firstTarget(element)?.focus();
  else if (pane === "files") setDrawer(true);
}

function firstTarget(pane: HTMLElement): HTMLElement | null {
  for (const target of TARGETS) {
    const found = pane.querySelector<HTMLElement>(target);
    if (found) return found;
  }
  return null;
}
