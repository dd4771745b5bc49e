import { create } from "zustand";

interface SelectionStore {
  /** Link under the pointer, on whichever side. */
  readonly hovered?: string;
  /** Link that is selected; the cursor's line, a row of the stack, a step of the log, … set it. */
  readonly selected?: string;
  /** Key of the row of the stack, where one link has several (the layers of a base image). */
  readonly row?: string;
  /** Whether the selected layer's files are shown; `auto`: where there is room for them beside the stack. */
  readonly files: "auto" | "open" | "closed";
}

/** What is pointed at and what is selected, by link id (`selectionLinks.ts`). */
export const useSelection = create<SelectionStore>(() => ({ files: "auto" }));

export function hoverLink(id: string | undefined): void {
  if (useSelection.getState().hovered === id) return;
  useSelection.setState(
    (state) => ({ ...without(state, "hovered"), ...(id === undefined ? {} : { hovered: id }) }),
    true,
  );
}

/** Selects a link, and where it has several rows, one of them. */
export function selectLink(id: string | undefined, row?: string): void {
  const { selected, row: selectedRow } = useSelection.getState();
  if (selected === id && selectedRow === row) return;
  useSelection.setState(
    (state) => ({
      ...without(without(state, "selected"), "row"),
      ...(id === undefined ? {} : { selected: id }),
      ...(row === undefined ? {} : { row }),
    }),
    true,
  );
}

/** The cursor went to the lines of a link: it is selected, with the row that was, if it is one of its rows. */
export function selectLinkOfCursor(id: string | undefined): void {
  if (id !== undefined && useSelection.getState().selected !== id) selectLink(id);
}

export function showLayerFiles(files: "open" | "closed"): void {
  useSelection.setState({ files });
}

/** True where a link is to be drawn strong. */
export function isLit({ hovered, selected }: SelectionStore, id: string | undefined): boolean {
  return id !== undefined && (hovered === id || selected === id);
}

function without<Key extends "hovered" | "selected" | "row">(
  state: SelectionStore,
  key: Key,
): Omit<SelectionStore, Key> {
  const { [key]: _dropped, ...rest } = state;
  return rest;
}
