import type { TreeRows } from "../../lib/treeKey.ts";
import { type EntryRow, endOfRow } from "./entryRows.ts";
import { type IsOpen, type Listing, PAGE, type PageName, ROOT } from "./listing.ts";

/** Rows of a tree: the first, and the one after the last. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Pages that some rows need and that are not there: their own, and the first one of each folder that is open. */
export function missingPages(
  tree: { readonly listing: Listing; readonly isOpen: IsOpen },
  rows: TreeRows<EntryRow>,
  { from, to }: RowRange,
): PageName[] {
  if (!tree.listing.folders.has(ROOT)) return [{ folder: ROOT, page: 0 }];
  const missing = new Map<string, PageName>();
  for (let at = Math.max(0, from); at < Math.min(to, rows.length); at++) {
    const needed = neededBy(tree, rows.at(at));
    if (needed) missing.set(`${needed.page} ${needed.folder}`, needed);
  }
  return [...missing.values()];
}

/** A page that is there is never asked for again, even if it is shorter than its folder said. */
function neededBy(
  tree: { readonly listing: Listing; readonly isOpen: IsOpen },
  row: EntryRow | undefined,
): PageName | undefined {
  if (!row) return undefined;
  if (!row.entry) {
    const page = Math.floor(row.index / PAGE);
    return tree.listing.folders.get(row.folder)?.pages.has(page) ? undefined : { folder: row.folder, page };
  }
  const end = endOfRow(tree, row.key);
  return row.expanded === true && !tree.listing.folders.has(end) ? { folder: end, page: 0 } : undefined;
}

/** The pages that rows in view are on, and the selected one, from which keys go on. */
export function pagesInUse(
  rows: TreeRows<EntryRow>,
  { from, to }: RowRange,
  selected: string | undefined,
): (name: PageName) => boolean {
  const shown = new Set<string>();
  const add = (row: EntryRow | undefined) => row && shown.add(`${Math.floor(row.index / PAGE)} ${row.folder}`);
  for (let at = Math.max(0, from); at < Math.min(to, rows.length); at++) add(rows.at(at));
  if (selected !== undefined) add(rows.at(rows.indexOf(selected)));
  return ({ folder, page }) => shown.has(`${page} ${folder}`);
}
