import type { HistoryEntry, ImageConfig } from "#contract/image.ts";
import type { ImageComparison } from "#contract/imageComparison.ts";

/** Most rows that are told, and most characters of one. */
const LIMIT = 200;
const MAX_ROW = 4096;

/** The rows of two histories that differ, place by place; times are left out, because every build has its own. */
export function historyDifferences(a: ImageConfig, b: ImageConfig): ImageComparison["history"] {
  const [before, after] = [a.history ?? [], b.history ?? []];
  const count = Math.max(before.length, after.length);
  const all = Array.from({ length: count }, (_, row) => row).flatMap((row) => {
    const [old, now] = [rowWords(before[row]), rowWords(after[row])];
    return old === now ? [] : [{ row, ...(old !== undefined && { a: old }), ...(now !== undefined && { b: now }) }];
  });
  return { differences: all.slice(0, LIMIT), total: all.length };
}

function rowWords(entry: HistoryEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  const { created_by = "", comment = "", author = "", empty_layer: empty = false } = entry;
  const notes = [comment, author, empty ? "no layer" : ""].filter((note) => note !== "");
  return `${created_by}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`.slice(0, MAX_ROW);
}
