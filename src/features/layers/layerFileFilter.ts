import type { Change, FileEntry } from "#contract/image.ts";

/** What changed first, then folders that are only named because something in them changed; each in the order of paths. */
export function changesFirst(entries: readonly FileEntry[]): readonly FileEntry[] {
  const unchanged = entries.filter((entry) => entry.change === "unchanged");
  return unchanged.length === 0 ? entries : [...entries.filter((entry) => entry.change !== "unchanged"), ...unchanged];
}

/** Entries whose path has the text in it, any case, and whose change is the one asked for. */
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
