import { create } from "zustand";

interface SelectionStore {
  /** Link under the pointer, on any side. */
  readonly hovered?: string;
  /** Selected link, set by the cursor's line, a row of the stack, or a step of the log. */
  readonly selected?: string;
  /** Key of the selected row, if the link has several (the layers of a base image). */
  readonly row?: string;
  /** Whether the selected layer's files are shown; `auto` shows them if there is room. */
  readonly files: "auto" | "open" | "closed";
}

/** What is hovered and what is selected, by link ID (`selectionLinks.ts`). */
export const useSelection = create<SelectionStore>(() => ({ files: "auto" }));

export function hoverLink(id: string | undefined): void {
  if (useSelection.getState().hovered === id) return;
  useSelection.setState(
    (state) => ({ ...without(state, "hovered"), ...(id === undefined ? {} : { hovered: id }) }),
    true,
  );
}

/** Selects a link, and one of its rows if it has several. */
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

/** The cursor moved to the lines of a link: selects it. */
export function selectLinkOfCursor(id: string | undefined): void {
  if (id !== undefined && useSelection.getState().selected !== id) selectLink(id);
}

export function showLayerFiles(files: "open" | "closed"): void {
  useSelection.setState({ files });
}

/** True if a link is drawn strong. */
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
