import type { ListedEntry } from "#contract/imageEntries.ts";
import type { Problem } from "#contract/problem.ts";
import type { EntriesView } from "./entriesView.ts";
import { endOfRow, entryRows, pendingPlace } from "./entryRows.ts";
import { entryAt, entryOf, isFolder, type Listing, openFolders, placeOpened } from "./listing.ts";

export interface TreeState {
  /** What is asked for. */
  readonly view: EntriesView;
  /** What is shown: the answer to the question before, until the next one is there. */
  readonly listing: Listing | undefined;
  /** Folders that a person opened (true) and closed. */
  readonly turned: ReadonlyMap<string, boolean>;
  /** Key of a row. */
  readonly selected: string | undefined;
  readonly asking:
    | { readonly phase: "loading" }
    | { readonly phase: "done" }
    | { readonly phase: "failed"; readonly problem: Problem };
}

/** Folders that one key opens at most. */
const SIBLINGS = 100;

export function initialTree(view: EntriesView): TreeState {
  return { view, listing: undefined, turned: new Map(), selected: undefined, asking: { phase: "loading" } };
}

/** The listing with its open folders. */
export function shownTree(listing: Listing, turned: TreeState["turned"]) {
  return { listing, isOpen: openFolders(listing, turned) };
}

/** Opens or closes the folder that the row of a path ends with. */
export function turnFolder(state: TreeState, path: string, open: boolean): TreeState {
  if (!state.listing) return state;
  const end = endOfRow(shownTree(state.listing, state.turned), path);
  const turned = new Map(state.turned).set(end, open);
  return { ...state, turned, listing: open ? placeOpened(state.listing, end) : state.listing };
}

/** Opens the folder of a row, and those beside it as far as they are in memory. */
export function openSiblings(state: TreeState, key: string): TreeState {
  if (!state.listing) return state;
  const rows = entryRows(shownTree(state.listing, state.turned));
  const row = rows.at(rows.indexOf(key));
  const pages = state.listing.folders.get(row?.folder ?? "")?.pages.values() ?? [];
  const folders = [...pages].flatMap(({ entries }) => entries).filter(isFolder);
  return folders.slice(0, SIBLINGS).reduce((next, { path }) => turnFolder(next, path, true), state);
}

/** With more pages, or with another answer. A place that was selected before its page was there becomes a path. */
export function showListing(state: TreeState, listing: Listing): TreeState {
  const pending = state.selected === undefined ? undefined : pendingPlace(state.selected);
  const entry = pending && entryAt(listing, pending.folder, pending.index);
  return { ...state, listing, ...(entry && { selected: entry.path }) };
}

/** What the selected row ends with. */
export function selectedEntry({ listing, turned, selected }: TreeState): ListedEntry | undefined {
  if (listing === undefined || selected === undefined || pendingPlace(selected)) return undefined;
  return entryOf(listing, endOfRow(shownTree(listing, turned), selected));
}
