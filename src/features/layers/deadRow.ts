import type { Waste } from "#contract/image.ts";
import type { StrataRow } from "./strataRow.ts";

/** The row with the most dead bytes: the layer that stores them, or the one that hides them if that is not listed. */
export function deadRow(rows: readonly StrataRow[], waste: Waste): StrataRow | undefined {
  const [most] = waste.groups;
  if (most === undefined) return undefined;
  return rows.find(({ layer }) => layer === most.storedIn) ?? rows.find(({ layer }) => layer === most.hiddenBy);
}
