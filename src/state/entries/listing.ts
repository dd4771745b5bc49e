import type { EntriesPage, ListedEntry } from "#contract/imageEntries.ts";
import type { EntriesView } from "./entriesView.ts";

/** Entries of a page: enough for a screen, and few enough for a quick answer. */
export const PAGE = 200;
/** Full pages in memory. Those that are not full are few: a folder has at most one. */
export const KEPT_PAGES = 20;
/** With at most so many entries at any depth, all folders are open. */
const UNFOLDED = 60;
export const ROOT = "/";

interface ListedPage {
  readonly entries: readonly ListedEntry[];
  /** When it came, counted in pages. */
  readonly age: number;
}

export interface ListedFolder {
  /** Of its entries, in memory or not. */
  readonly total: number;
  readonly pages: ReadonlyMap<number, ListedPage>;
  /** The indices of the open folders in it, which they keep when their page is dropped. */
  readonly open: ReadonlyMap<string, number>;
}

/** What is known of the answers to one question. */
export interface Listing {
  readonly view: EntriesView;
  /** True if it has few entries: its folders are open unless a person closed them. */
  readonly isSmall: boolean;
  readonly folders: ReadonlyMap<string, ListedFolder>;
  readonly counts: EntriesPage["counts"];
  /** Pages that came so far. */
  readonly age: number;
}

/** A page of a folder. */
export interface PageName {
  readonly folder: string;
  readonly page: number;
}

export type IsOpen = (path: string) => boolean;

/** What a person turned; where they said nothing, few entries are all unfolded, and a folder that is alone in its own. */
export function openFolders(listing: Listing, turned: ReadonlyMap<string, boolean>): IsOpen {
  return (path) => turned.get(path) ?? (listing.isSmall || listing.folders.get(parentOf(path))?.total === 1);
}

export function emptyListing(view: EntriesView): Listing {
  const counts = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
  return { view, isSmall: false, folders: new Map(), counts, age: 0 };
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || ROOT;
}

/** Whether there may be something to open. */
export function isFolder({ type, inside }: ListedEntry): boolean {
  return inside === undefined ? type === "dir" : inside.entries > 0;
}

export function entryAt(listing: Listing, folder: string, index: number): ListedEntry | undefined {
  const page = listing.folders.get(folder)?.pages.get(Math.floor(index / PAGE));
  return page?.entries[index % PAGE];
}

/** Where a path is in the list of its folder; undefined if that is not known. */
export function indexOf(listing: Listing, path: string): number | undefined {
  const folder = listing.folders.get(parentOf(path));
  const open = folder?.open.get(path);
  if (folder === undefined || open !== undefined) return open;
  for (const [number, { entries }] of folder.pages) {
    const at = entries.findIndex((entry) => entry.path === path);
    if (at >= 0) return number * PAGE + at;
  }
  return undefined;
}

export function entryOf(listing: Listing, path: string): ListedEntry | undefined {
  const index = indexOf(listing, path);
  return index === undefined ? undefined : entryAt(listing, parentOf(path), index);
}

/** With another page. If there are too many, the oldest ones that `isPinned` does not hold go. */
export function putPage(
  listing: Listing,
  { folder, page }: PageName,
  { entries, total, counts }: EntriesPage,
  { isOpen, isPinned }: { readonly isOpen: IsOpen; readonly isPinned: (name: PageName) => boolean },
): Listing {
  const known = listing.folders.get(folder);
  const isSmall = folder === ROOT && page === 0 ? total + sumInside(entries) <= UNFOLDED : listing.isSmall;
  const open = new Map(known?.open);
  for (const [index, { path }] of entries.entries())
    if (isSmall || total === 1 || isOpen(path)) open.set(path, page * PAGE + index);
  const age = listing.age + 1;
  const pages = new Map(known?.pages).set(page, { entries, age });
  const folders = new Map(listing.folders).set(folder, { total, pages, open });
  return { ...listing, isSmall, counts, age, folders: withoutOldest(folders, isPinned) };
}

function sumInside(entries: readonly ListedEntry[]): number {
  return entries.reduce((sum, { inside }) => sum + (inside?.entries ?? 0), 0);
}

/** A folder that was opened keeps its place. */
export function placeOpened(listing: Listing, path: string): Listing {
  const [parent, index] = [parentOf(path), indexOf(listing, path)];
  const folder = listing.folders.get(parent);
  if (folder === undefined || index === undefined) return listing;
  const open = new Map(folder.open).set(path, index);
  return { ...listing, folders: new Map(listing.folders).set(parent, { ...folder, open }) };
}

function withoutOldest(
  folders: ReadonlyMap<string, ListedFolder>,
  isPinned: (name: PageName) => boolean,
): ReadonlyMap<string, ListedFolder> {
  const full = [...folders].flatMap(([folder, { pages }]) =>
    [...pages].filter(([, { entries }]) => entries.length === PAGE).map(([page, { age }]) => ({ folder, page, age })),
  );
  const loose = full.filter((name) => !isPinned(name)).sort((a, b) => a.age - b.age);
  const kept = new Map(folders);
  for (const { folder, page } of loose.slice(0, Math.max(0, full.length - KEPT_PAGES))) {
    const listed = kept.get(folder);
    if (!listed) continue;
    const pages = new Map(listed.pages);
    pages.delete(page);
    kept.set(folder, { ...listed, pages });
  }
  return kept;
}
