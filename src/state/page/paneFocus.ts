import { create } from "zustand";

/** The parts of the page that take the focus, in the order F6 visits them. */
export const PANES = ["files", "editor", "result", "log", "lesson"] as const;
export type PaneName = (typeof PANES)[number];

/** A request to put the focus into a pane. `asked` counts, so the same pane can be requested twice. */
export const usePaneFocus = create<{ readonly wanted?: PaneName; readonly asked: number }>(() => ({ asked: 0 }));

export function focusPane(wanted: PaneName): void {
  usePaneFocus.setState(({ asked }) => ({ wanted, asked: asked + 1 }));
}

/** The pane after or before another, around the end; from nowhere, the first or the last. A lesson is not always there. */
export function paneBeside(pane: PaneName | undefined, step: 1 | -1, hasLesson: boolean): PaneName {
  const panes = PANES.filter((name) => hasLesson || name !== "lesson");
  const at = pane === undefined ? (step === 1 ? -1 : 0) : panes.indexOf(pane);
  return panes[(at + step + panes.length) % panes.length] ?? "files";
}
