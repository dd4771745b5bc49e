import type { Change, FileEntry } from "#contract/image.ts";
import type { EntriesQuery } from "#contract/imageEntries.ts";
import type { EntryList } from "./entryList.ts";
import { matchPaths } from "./matchPaths.ts";

export type EntryFilter = Pick<EntriesQuery, "find" | "how" | "minSize" | "types" | "changes">;

export interface FittingRows {
  /** By row: 1 if it fits. */
  readonly fits: Uint8Array;
  /** How many fit, whatever their change. */
  readonly counts: Record<Change, number>;
}

/** Throws a ProblemError (request/pattern). */
export function fittingRows(list: EntryList, { find, how, minSize, types, changes }: EntryFilter): FittingRows {
  const { rows } = list;
  const fits = new Uint8Array(rows.count);
  const counts: Record<Change, number> = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
  const matches = matchPaths(find, how, find === "" ? [] : list.paths());
  const wantedTypes = new Set<FileEntry["type"]>(types);
  const wantedChanges = new Set(changes);
  for (let row = 0; row < rows.count; row += 1) {
    if (!rows.isListed(row) || matches?.[row] === false || list.sizeOf(row) < minSize) continue;
    if (wantedTypes.size > 0 && !wantedTypes.has(list.entryOf(row).type)) continue;
    const change = rows.changeOf(row);
    counts[change] += 1;
    if (wantedChanges.size === 0 || wantedChanges.has(change)) fits[row] = 1;
  }
  return { fits, counts };
}
