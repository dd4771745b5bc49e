import type { Change } from "#contract/image.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { type EntryFilter, fittingRows } from "./entryFilter.ts";
import type { EntryList } from "./entryList.ts";
import { type EntryOrder, ordered } from "./entryOrder.ts";
import { FolderSums } from "./folderSums.ts";

/** Most orders of all rows, or as many rows in orders of parts, that are kept. */
const KEPT_ORDERS = 3;

/** A list with a filter: every page of it, in any order and of any folder, costs no pass over the whole. */
export class EntryView {
  readonly list: EntryList;
  readonly fits: Uint8Array;
  readonly counts: Record<Change, number>;
  readonly sums: FolderSums;
  readonly #orders: BoundedCache<string, readonly number[]>;

  /** Throws a ProblemError (request/pattern). */
  constructor(list: EntryList, filter: EntryFilter) {
    this.list = list;
    const { fits, counts } = fittingRows(list, filter);
    this.fits = fits;
    this.counts = counts;
    this.sums = new FolderSums(list, fits);
    this.#orders = new BoundedCache(list.rows.count * KEPT_ORDERS);
  }

  /** The rows of a folder's children, or of everything in it, in this order. */
  rowsIn(folder: number, flat: boolean, order: EntryOrder): readonly number[] {
    const key = JSON.stringify([folder, flat, order.sort, order.descending]);
    const kept = this.#orders.get(key);
    if (kept !== undefined) return kept;
    const rows = ordered(flat ? this.#everything(folder) : this.#children(folder), order, this.list, this.sums);
    this.#orders.set(key, rows, rows.length + 1);
    return rows;
  }

  #everything(folder: number): number[] {
    const rows: number[] = [];
    const end = this.list.rows.endOf(folder);
    for (let row = folder + 1; row < end; row += 1) if (this.fits[row] === 1) rows.push(row);
    return rows;
  }

  #children(folder: number): number[] {
    const { list, fits, sums } = this;
    return list.childrenOf(folder).filter((row) => fits[row] === 1 || sums.inside(row).entries > 0);
  }
}
