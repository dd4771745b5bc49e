import type { ListedEntry } from "#contract/imageEntries.ts";
import type { TreeRows } from "../../lib/treeKey.ts";
import { entryAt, entryOf, type IsOpen, indexOf, isFolder, type Listing, parentOf, ROOT } from "./listing.ts";

/** A row of the tree. Open folders that hold one thing only, and were not changed themselves, share a row with it. */
export interface EntryRow {
  /** The path of what the row begins with, or, as long as that is not known, its place. */
  readonly key: string;
  readonly depth: number;
  readonly expanded?: boolean | undefined;
  readonly name: string | undefined;
  readonly place: { readonly position: number; readonly count: number };
  /** The folder whose list the row is from, and its index there. */
  readonly folder: string;
  readonly index: number;
  /** What the row ends with; undefined before its page is there. */
  readonly entry: ListedEntry | undefined;
  /** The path below that folder. */
  readonly label: string;
}

/** Rows of one folder that follow each other. */
interface Run {
  /** Index of its first row. */
  readonly row: number;
  readonly folder: string;
  /** Of its first row in the folder. */
  readonly index: number;
  readonly length: number;
  readonly depth: number;
  /** Entries of the folder. */
  readonly total: number;
}

interface OpenListing {
  readonly listing: Listing;
  readonly isOpen: IsOpen;
}

/** Rows that are kept as they were worked out: some screens. */
const KEPT_ROWS = 2000;

/**
 * The rows in view order, each worked out when it is asked for: there may be a hundred thousand. Those on the screen stay the
 * same objects.
 */
export function entryRows(tree: OpenListing): TreeRows<EntryRow> {
  const runs: Run[] = [];
  const length = addRuns(tree, runs, { folder: ROOT, depth: 0, row: 0 });
  const kept = new Map<number, EntryRow>();
  return {
    length,
    at: (row) => {
      const known = kept.get(row);
      const run = known ? undefined : runAt(runs, row);
      if (!run) return known;
      if (kept.size === KEPT_ROWS) kept.clear();
      const made = rowOf(tree, run, run.index + row - run.row);
      kept.set(row, made);
      return made;
    },
    indexOf: (key) => {
      const place = placeOf(tree.listing, key);
      const run = place && runs.find((one) => one.folder === place.folder && isIn(place.index, one.index, one));
      return place && run ? run.row + place.index - run.index : -1;
    },
    parentOf: (row) => {
      const run = runAt(runs, row);
      const above = run && runs.findLast((one) => one.row < run.row && one.depth < run.depth);
      return above ? above.row + above.length - 1 : -1;
    },
  };
}

/** The key of a row whose page is not there yet. No path begins like this. */
function pendingKey(folder: string, index: number): string {
  return `${index} ${folder}`;
}

/** The place that such a key names; undefined for a path. */
export function pendingPlace(key: string): { readonly folder: string; readonly index: number } | undefined {
  if (key.startsWith("/")) return undefined;
  const space = key.indexOf(" ");
  return { folder: key.slice(space + 1), index: Number(key.slice(0, space)) };
}

function placeOf(listing: Listing, key: string) {
  const index = key.startsWith("/") ? indexOf(listing, key) : undefined;
  return index === undefined ? pendingPlace(key) : { folder: parentOf(key), index };
}

/** Returns the row after the last one of the folder. Nesting is as deep as a path is long, so recursion is safe. */
function addRuns(tree: OpenListing, runs: Run[], start: { folder: string; depth: number; row: number }): number {
  const { folder, depth } = start;
  const listed = tree.listing.folders.get(folder);
  if (!listed) return start.row;
  const { total } = listed;
  let { row } = start;
  let index = 0;
  const add = (end: number) => {
    if (end > index) runs.push({ row, folder, index, length: end - index, depth, total });
    row += end - index;
    index = end;
  };
  for (const [path, at] of [...listed.open].sort((a, b) => a[1] - b[1])) {
    const end = endOfRow(tree, path);
    if (!tree.isOpen(end) || !tree.listing.folders.has(end)) continue;
    add(at + 1);
    row = addRuns(tree, runs, { folder: end, depth: depth + 1, row });
  }
  add(total);
  return row;
}

function runAt(runs: readonly Run[], row: number): Run | undefined {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run === undefined || isIn(row, run.row, run)) return run;
    if (row < run.row) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}

function isIn(at: number, first: number, { length }: Run): boolean {
  return at >= first && at < first + length;
}

function rowOf(tree: OpenListing, { folder, depth, total }: Run, index: number): EntryRow {
  const common = { depth, folder, index, place: { position: index + 1, count: total } };
  const first = entryAt(tree.listing, folder, index);
  if (!first) return { ...common, key: pendingKey(folder, index), name: undefined, entry: undefined, label: "" };
  const end = endOfRow(tree, first.path);
  const entry = end === first.path ? first : entryOf(tree.listing, end);
  const label = end.slice(folder === ROOT ? 0 : folder.length + 1);
  const expanded = entry && isFolder(entry) ? tree.isOpen(end) : undefined;
  return { ...common, key: first.path, name: first.name, entry, label, expanded };
}

/**
 * What the row of a path ends with: through open folders that nobody changed, and that hold only one thing. It ends with a
 * file only if nobody opened the folders by hand: they could not be closed again.
 */
export function endOfRow({ listing, isOpen }: OpenListing, path: string): string {
  let end = path;
  while (isOpen(end) && listing.folders.get(end)?.total === 1 && entryOf(listing, end)?.change === "unchanged") {
    const only = entryAt(listing, end, 0);
    if (!only || !(listing.isSmall || isFolder(only))) return end;
    end = only.path;
  }
  return end;
}
