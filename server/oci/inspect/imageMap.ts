import type { ImageMap, MapNode } from "#contract/imageMap.ts";
import { type FoundNode, placedBy } from "#server/oci/store/treeNode.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";
import { childrenOf } from "./treeChanges.ts";

/** A path with less than this part of the folder's bytes is among the others: it would not be seen. */
const LEAST_SHARE = 1 / 1000;
/** Most children of one folder, and so most empty ones. */
const MOST_CHILDREN = 300;

/** A path and the sums over all below it. */
interface Summed {
  readonly found: FoundNode;
  readonly parent: Summed | undefined;
  readonly children: Summed[];
  bytes: number;
  files: number;
  mtime: number;
  readonly byLayer: Map<number, number>;
}

/**
 * The sizes of a folder and what is in it, down to `depth` levels; small ones summed up. Undefined if the path is not found,
 * or not a folder.
 */
export function imageMap(image: InspectedLayers, path: string, depth: number): ImageMap | undefined {
  const analysis = analyzeLayers(image);
  const found = analysis.tree.lookup(path);
  if (found?.node.children === undefined) return undefined;
  const root = summed(found, analysis);
  const nodes: MapNode[] = [];
  const waiting = [{ folder: root, parent: -1, level: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, parent, level } = next;
    const at = nodes.push(shown(folder, parent)) - 1;
    if (level === depth) continue;
    const { large, small } = split(folder.children, root.bytes * LEAST_SHARE);
    for (const child of large) waiting.push({ folder: child, parent: at, level: level + 1 });
    if (small.length > 0) nodes.push(others(small, at));
  }
  return { path: `/${found.path}`, nodes };
}

/** Sums from the deepest path up. */
function summed(found: FoundNode, analysis: LayerAnalysis): Summed {
  const root = placed(found, undefined, analysis);
  const all = [root];
  for (const folder of all) {
    for (const found of childrenOf(folder.found)) {
      const child = placed(found, folder, analysis);
      folder.children.push(child);
      all.push(child);
    }
  }
  for (const { parent, bytes, files, mtime, byLayer } of all.toReversed()) {
    if (parent === undefined) continue;
    parent.mtime = files > 0 ? Math.max(parent.files === 0 ? 0 : parent.mtime, mtime) : parent.mtime;
    parent.bytes += bytes;
    parent.files += files;
    for (const [layer, part] of byLayer) parent.byLayer.set(layer, (parent.byLayer.get(layer) ?? 0) + part);
  }
  return root;
}

function placed(found: FoundNode, parent: Summed | undefined, { contentOf, entryOf }: LayerAnalysis): Summed {
  const { node } = found;
  const content = contentOf(node);
  const isOwn = content !== undefined && entryOf(found).type === "file";
  const bytes = isOwn ? content.size : 0;
  return {
    found,
    parent,
    children: [],
    bytes,
    files: node.children === undefined ? 1 : 0,
    mtime: placedBy(node).entry.mtime,
    byLayer: new Map(isOwn ? [[content.layer, bytes]] : []),
  };
}

function split(children: readonly Summed[], least: number): { large: Summed[]; small: Summed[] } {
  const sorted = children.toSorted((a, b) => b.bytes - a.bytes || (a.found.node.name < b.found.node.name ? -1 : 1));
  const firstSmall = sorted.findIndex(({ bytes }) => bytes < least);
  const count = Math.min(firstSmall === -1 ? sorted.length : firstSmall, MOST_CHILDREN);
  // One alone is not worth a sum.
  const isAlone = sorted.length === count + 1;
  return { large: sorted.slice(0, isAlone ? count + 1 : count), small: isAlone ? [] : sorted.slice(count) };
}

function shown({ found: { node }, bytes, files, mtime, byLayer }: Summed, parent: number): MapNode {
  const kind = node.children === undefined ? "file" : "folder";
  const own = Math.max(placedBy(node).layerIndex, 0);
  return { parent, name: node.name, kind, bytes, files, layer: mostOf(byLayer) ?? own, mtime };
}

function others(small: readonly Summed[], parent: number): MapNode {
  const byLayer = new Map<number, number>();
  for (const one of small) {
    for (const [layer, part] of one.byLayer) byLayer.set(layer, (byLayer.get(layer) ?? 0) + part);
  }
  return {
    parent,
    name: "",
    kind: "others",
    bytes: small.reduce((sum, { bytes }) => sum + bytes, 0),
    files: small.length,
    layer: mostOf(byLayer) ?? 0,
    mtime: small.reduce((newest, { mtime }) => Math.max(newest, mtime), 0),
  };
}

/** The layer with most bytes, the lower of two. */
function mostOf(byLayer: ReadonlyMap<number, number>): number | undefined {
  let most: readonly [number, number] | undefined;
  for (const [layer, bytes] of byLayer) {
    if (most === undefined || bytes > most[1] || (bytes === most[1] && layer < most[0])) most = [layer, bytes];
  }
  return most?.[0];
}
