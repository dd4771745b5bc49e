import type { LayerFiles } from "#contract/image.ts";
import { fileEntry } from "./fileEntry.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers, type LayerChanges, type PlacedEntry } from "./layerAnalysis.ts";

export interface Page {
  /** How many entries to leave out at the start. */
  readonly from: number;
  /** Most entries. */
  readonly limit: number;
}

/**
 * The changes of one layer: its paths and the paths it deleted (a folder as one entry), sorted by path, a page of them.
 * Undefined if the image has no such layer.
 */
export function layerFiles(image: InspectedLayers, layer: number, { from, limit }: Page): LayerFiles | undefined {
  const changes = analyzeLayers(image).layers[layer];
  if (!changes) return undefined;
  const total = changes.entries.length;
  const entries = inOrder(changes)
    .slice(from, from + limit)
    .map(({ entry, files, ...place }) => ({
      ...fileEntry(entry, { ...place, layer }),
      ...(files !== undefined && { files }),
    }));
  return { layer, entries, truncated: from + entries.length < total, total };
}

const sorted = new WeakMap<LayerChanges, readonly PlacedEntry[]>();

/** Once for all pages. */
function inOrder(changes: LayerChanges): readonly PlacedEntry[] {
  const known = sorted.get(changes);
  if (known) return known;
  const entries = changes.entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  sorted.set(changes, entries);
  return entries;
}
