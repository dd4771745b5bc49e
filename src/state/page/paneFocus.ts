import { create } from "zustand";

/** The parts of the page that take the focus, in the order F6 visits them. */
export const PANES = ["files", "editor", "result", "log"] as const;
export type PaneName = (typeof PANES)[number];

/** A request to put the focus into a pane. `asked` counts, so the same pane can be requested twice. */
export const usePaneFocus = create<{ readonly wanted?: PaneName; readonly asked: number }>(() => ({ asked: 0 }));

export function focusPane(wanted: PaneName): void {
  usePaneFocus.setState(({ asked }) => ({ wanted, asked: asked + 1 }));
}

/** The pane after or before another, around the end; from nowhere, the first or the last. */
export function paneBeside(pane: PaneName | undefined, step: 1 | -1): PaneName {
  if (pane === undefined) return step === 1 ? "files" : "log";
  const next = (PANES.indexOf(pane) + step + PANES.length) % PANES.length;
  return PANES[next] ?? "files";
}
