import type { HistoryEntry } from "#contract/image.ts";
import type { InspectedImage } from "./inspectedImage.ts";

/** A history entry with the layer it made. `index` is −1 for a layer that the history does not mention. */
export interface MatchedRow {
  readonly index: number;
  readonly entry: HistoryEntry;
  readonly layer?: number;
  readonly base: boolean;
}

/** What of an image its history is matched with. */
export interface HistoryImage extends Pick<InspectedImage, "config" | "baseLayers" | "baseHistory" | "provenance"> {
  readonly layers: readonly unknown[];
}

/**
 * Matches the history with the layers: every entry that is not `empty_layer` made the next layer (image-spec config.md).
 * Other tools' histories may have too many layers or too few: surplus rows get none, surplus layers a row of
 * their own, those of the base before the rows built on it. A row of the base never gets a layer built on it.
 */
export function matchHistory(image: HistoryImage): MatchedRow[] {
  const history = image.config.history ?? [];
  const rows: MatchedRow[] = [];
  let layer = 0;
  const firstOwn = image.baseHistory ?? history.findIndex((_, index) => image.provenance[index] !== undefined);
  for (const [index, entry] of history.entries()) {
    if (index === firstOwn) {
      for (; layer < image.baseLayers; layer++) rows.push({ index: -1, entry: {}, layer, base: true });
    }
    const end = index < firstOwn ? image.baseLayers : image.layers.length;
    const makes = entry.empty_layer !== true && layer < end;
    rows.push({ index, entry, base: false, ...(makes && { layer }) });
    if (makes) layer++;
  }
  for (; layer < image.layers.length; layer++) rows.push({ index: -1, entry: {}, layer, base: false });
  const base = image.baseHistory ?? countBaseRows(rows, image);
  return rows.map((row, position) => ({
    ...row,
    base: row.layer === undefined ? position < base : row.layer < image.baseLayers,
  }));
}

/** Without a recorded count, the base ends before the first row with provenance, or with the row of its last layer. */
function countBaseRows(rows: readonly MatchedRow[], image: HistoryImage): number {
  const own = rows.findIndex((row) => image.provenance[row.index] !== undefined);
  if (own !== -1) return own;
  if (image.baseLayers === 0) return 0;
  if (image.baseLayers >= image.layers.length) return rows.length;
  return rows.findIndex((row) => row.layer === image.baseLayers - 1) + 1;
}
