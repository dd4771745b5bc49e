import type { Change, FileEntry } from "#contract/image.ts";

/** Entries whose path contains the text, in any case, and that have the given change. */
export function filterEntries(
  entries: readonly FileEntry[],
  text: string,
  change: Change | undefined,
): readonly FileEntry[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "" && change === undefined) return entries;
  return entries.filter(
    (entry) =>
      (change === undefined || entry.change === change) && (wanted === "" || entry.path.toLowerCase().includes(wanted)),
  );
}

export function countChanges(entries: readonly FileEntry[]): Record<Change, number> {
  const counts: Record<Change, number> = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
  for (const entry of entries) counts[entry.change] += 1;
  return counts;
}
