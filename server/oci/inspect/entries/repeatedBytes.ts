import type { Inode } from "#server/oci/store/treeNode.ts";
import type { EntryList } from "./entryList.ts";
import type { EntryRows } from "./rowColumns.ts";

/** Bytes that a plain sum over the files in a folder counts too often, because a file has several names in it. */
export interface RepeatedBytes {
  /** In the folder of a row, up to its end. */
  in(row: number, end: number): { readonly bytes: number; readonly deletedBytes: number };
}

/**
 * Two names of a file that follow each other in the walk are counted twice in the lowest folder that has both, and in those
 * above it. Undefined if no file has several names that fit.
 */
export function repeatedBytes(list: EntryList, fits: Uint8Array): RepeatedBytes | undefined {
  const rows = linkedRows(list, fits);
  if (rows.length === 0) return undefined;
  const there = rows.filter((row) => !isDeleted(list, row));
  const bytes = runningSums(list, there);
  const deletedBytes =
    there.length === rows.length
      ? undefined
      : runningSums(
          list,
          rows.filter((row) => isDeleted(list, row)),
        );
  const sum = (column: Float64Array | undefined, row: number, end: number) =>
    (column?.[end] ?? 0) - (column?.[row] ?? 0);
  return { in: (row, end) => ({ bytes: sum(bytes, row, end), deletedBytes: sum(deletedBytes, row, end) }) };
}

function linkedRows(list: EntryList, fits: Uint8Array): number[] {
  const { count } = list.rows;
  const linked = new Set<Inode>();
  for (let row = 0; row < count; row += 1) {
    const { hardLink, inode } = list.nodeOf(row);
    if (hardLink !== undefined) linked.add(inode);
  }
  const found: number[] = [];
  if (linked.size === 0) return found;
  for (let row = 0; row < count; row += 1) {
    if (fits[row] === 1 && linked.has(list.nodeOf(row).inode)) found.push(row);
  }
  return found;
}

function isDeleted({ rows }: EntryList, row: number): boolean {
  return rows.changeOf(row) === "deleted";
}

/** Of each row, the repeated bytes of all folders before it. */
function runningSums(list: EntryList, linked: readonly number[]): Float64Array {
  const { count } = list.rows;
  const column = new Float64Array(count + 1);
  const last = new Map<Inode, number>();
  for (const row of linked) {
    const { inode } = list.nodeOf(row);
    const previous = last.get(inode);
    last.set(inode, row);
    if (previous === undefined) continue;
    const after = commonFolder(list.rows, previous, row) + 1;
    column[after] = (column[after] ?? 0) + list.sizeOf(row);
  }
  for (let row = 1; row < column.length; row += 1) column[row] = (column[row] ?? 0) + (column[row - 1] ?? 0);
  return column;
}

/** A folder comes before everything in it, so the later of two is never above the other. */
function commonFolder(rows: EntryRows, a: number, b: number): number {
  let [one, other] = [a, b];
  while (one !== other) {
    if (one > other) one = rows.parentOf(one);
    else other = rows.parentOf(other);
  }
  return one;
}
