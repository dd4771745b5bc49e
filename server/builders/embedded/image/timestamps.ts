import type { HistoryEntry } from "#contract/image.ts";

/**
 * Gives every history row a time, as BuildKit's exporter does (normalizeLayersAndHistory): a row without one (it made
 * no layer) has that of the layer before it, or, before the first new layer, of that one.
 */
export function fillCreated(rows: readonly HistoryEntry[]): HistoryEntry[] {
  let created: string | undefined;
  let missing = false;
  for (const row of rows) {
    if (row.created === undefined) {
      missing = true;
      continue;
    }
    created = row.created;
    if (missing) break;
  }
  missing = false;
  return rows.map((row) => {
    if (row.created !== undefined) {
      if (missing) created = row.created;
      return row;
    }
    missing = true;
    return created === undefined ? row : { created, ...row };
  });
}
