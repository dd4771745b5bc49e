import type { FileEntry, LayerFiles } from "#contract/image.ts";
import { type FoundNode, placedBy } from "#server/oci/store/treeNode.ts";
import { fileEntry } from "./fileEntry.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";

/**
 * All files up to and including a layer, as a container of that state would show them, sorted by path, cut at `limit`. What
 * the layer did not place is unchanged. Undefined if the image has no such layer.
 */
export function layerTree(image: InspectedLayers, layer: number, { limit }: { limit: number }): LayerFiles | undefined {
  if (image.layers[layer] === undefined) return undefined;
  const isWhole = layer === image.layers.length - 1;
  const analysis = analyzeLayers(isWhole ? image : { ...image, layers: image.layers.slice(0, layer + 1) });
  const found = pathsBelow({ path: "", node: analysis.tree.root }).sort((a, b) => (a.path < b.path ? -1 : 1));
  const entries = found.slice(0, limit).map((one) => entryAt(one, layer, analysis));
  return { layer, entries, truncated: found.length > limit, total: found.length };
}

function entryAt(found: FoundNode, layer: number, { contentOf, changeOf, entryOf }: LayerAnalysis): FileEntry {
  const { layerIndex } = placedBy(found.node);
  return fileEntry(entryOf(found), {
    path: found.path,
    change: layerIndex === layer ? changeOf(found.node) : "unchanged",
    size: contentOf(found.node)?.size ?? 0,
    layer: Math.max(layerIndex, 0),
  });
}

/** Everything in a folder, at any depth. No recursion: the author of a layer decides how deep folders are nested. */
function pathsBelow(folder: FoundNode): FoundNode[] {
  const found: FoundNode[] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const prefix = at.path === "" ? "" : `${at.path}/`;
    for (const node of at.node.children?.values() ?? []) {
      const child = { path: prefix + node.name, node };
      found.push(child);
      waiting.push(child);
    }
  }
  return found;
}
