import type { FileEntry, LayerFiles } from "#contract/image.ts";
import { fileEntry, nodeEntry } from "./fileEntry.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers, type Deletion } from "./layerAnalysis.ts";

/**
 * The changes of one layer: its paths and the paths it deleted (a folder as one entry), sorted by path, cut at `limit`.
 * Undefined if the image has no such layer.
 */
export function layerFiles(
  image: InspectedLayers,
  layer: number,
  { limit }: { limit: number },
): LayerFiles | undefined {
  const changes = analyzeLayers(image).layers[layer];
  if (!changes) return undefined;
  const entries = [
    ...changes.placed.map(({ path, entry, change, size }) => fileEntry(entry, { path, change, size, layer })),
    ...changes.deletions.map((deletion) => deletionEntry(deletion, layer)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { layer, entries: entries.slice(0, limit), truncated: entries.length > limit, total: entries.length };
}

function deletionEntry({ path, node, files, size }: Deletion, layer: number): FileEntry {
  const before = nodeEntry({ path, node }, "deleted", size);
  return { ...before, layer, ...(node.children && { files }) };
}
