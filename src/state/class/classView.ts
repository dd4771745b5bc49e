import { create } from "zustand";
import { readStored, writeStored } from "../../lib/storage.ts";

export const CLASS_VIEWS = ["grid", "list", "map"] as const;
export type ClassViewName = (typeof CLASS_VIEWS)[number];

const KEY = "strata.class.view";

const isView = (value: unknown): value is ClassViewName => CLASS_VIEWS.some((view) => view === value);

/** How the teacher looks at the class. */
export const useClassView = create<{ readonly view: ClassViewName; readonly projector: boolean }>(() => ({
  view: readStored(KEY, isView) ?? "grid",
  projector: false,
}));

export function showClassView(view: ClassViewName): void {
  useClassView.setState({ view });
  writeStored(KEY, view);
}

export function showProjector(projector: boolean): void {
  useClassView.setState({ projector });
}
