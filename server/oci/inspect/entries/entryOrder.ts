import type { Change } from "#contract/image.ts";
import type { EntriesQuery } from "#contract/imageEntries.ts";
import type { EntryList } from "./entryList.ts";
import type { FolderSums } from "./folderSums.ts";

export type EntryOrder = Pick<EntriesQuery, "sort" | "descending">;

const RANKS: Record<Change, number> = { added: 0, changed: 1, deleted: 2, unchanged: 3 };

/** Sorts rows that are in the order of their paths; of equal ones, the first path comes first. */
export function ordered(
  rows: readonly number[],
  { sort, descending }: EntryOrder,
  list: EntryList,
  sums: FolderSums,
): readonly number[] {
  if (sort === "name") return descending ? rows.toReversed() : rows;
  const keyOf = sort === "size" ? sizeIn(list, sums) : rankIn(list, sums);
  const sign = descending ? -1 : 1;
  const keys = new Float64Array(list.rows.count);
  for (const row of rows) keys[row] = keyOf(row) * sign;
  return rows.toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

function sizeIn(list: EntryList, sums: FolderSums): (row: number) => number {
  return (row) => {
    if (list.nodeOf(row).children === undefined) return list.sizeOf(row);
    const { bytes, deletedBytes } = sums.inside(row);
    return bytes + deletedBytes;
  };
}

/** A folder with anything changed in it is itself a change. */
function rankIn(list: EntryList, sums: FolderSums): (row: number) => number {
  return (row) => {
    const change = list.rows.changeOf(row);
    if (list.rows.isListed(row) && change !== "unchanged") return RANKS[change];
    return sums.inside(row).touched > 0 ? RANKS.changed : RANKS.unchanged;
  };
}
