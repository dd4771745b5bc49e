import type { ImageMap, MapNode } from "#contract/imageMap.ts";
import { type FoundNode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";
import { childrenOf } from "./treeChanges.ts";

/** A path with less than this part of the folder's bytes is among the others: it would not be seen. */
const LEAST_SHARE = 1 / 1000;
/** Most children of one folder, and so most empty ones. */
const MOST_CHILDREN = 300;

/** A path and the sums over all below it. */
interface Summed {
  readonly path: string;
  readonly node: TreeNode;
  readonly children: Summed[];
  bytes: number;
  files: number;
  mtime: number;
  /** The layer of a file; of a folder, the one with most of its bytes. */
  layer: number;
  /** Bytes in a folder by the layer that stores them; files have theirs in one layer. */
  readonly byLayer: Map<number, number> | undefined;
}

/** By folder of the tree of an analysis: zooming into a folder asks for what is summed already. */
const known = new WeakMap<LayerAnalysis, Map<TreeNode, Summed>>();

/**
 * The sizes of a folder and what is in it, down to `depth` levels; small ones summed up. Undefined if the path is not found,
 * or not a folder.
 */
export function imageMap(image: InspectedLayers, path: string, depth: number): ImageMap | undefined {
  const analysis = analyzeLayers(image);
  const found = analysis.tree.lookup(path);
  const root = found && foldersOf(analysis).get(found.node);
  if (root === undefined) return undefined;
  const nodes: MapNode[] = [];
  const waiting = [{ folder: root, parent: -1, level: 0 }];
  for (const { folder, parent, level } of waiting) {
    const at = nodes.push(shown(folder, parent)) - 1;
    if (level === depth) continue;
    const { large, small } = split(folder.children, root.bytes * LEAST_SHARE);
    for (const child of large) waiting.push({ folder: child, parent: at, level: level + 1 });
    if (small.length > 0) nodes.push(others(small, at));
  }
  return { path: `/${found?.path ?? ""}`, nodes };
}

function foldersOf(analysis: LayerAnalysis): Map<TreeNode, Summed> {
  const folders = known.get(analysis) ?? summedFolders(analysis);
  known.set(analysis, folders);
  return folders;
}

/** Sums from the deepest folder up. No recursion: a layer decides how deep it is. */
function summedFolders(analysis: LayerAnalysis): Map<TreeNode, Summed> {
  const folders = [placed({ path: "", node: analysis.tree.root }, analysis)];
  for (const folder of folders) {
    for (const found of childrenOf(folder)) {
      const child = placed(found, analysis);
      folder.children.push(child);
      if (child.byLayer !== undefined) folders.push(child);
    }
  }
  for (const folder of folders.toReversed()) sumUp(folder);
  return new Map(folders.map((folder) => [folder.node, folder]));
}

function sumUp(folder: Summed): void {
  for (const child of folder.children) {
    if (child.files > 0) folder.mtime = folder.files === 0 ? child.mtime : Math.max(folder.mtime, child.mtime);
    folder.bytes += child.bytes;
    folder.files += child.files;
    addLayers(child, folder.byLayer);
  }
  folder.layer = mostOf(folder.byLayer) ?? folder.layer;
}

function addLayers({ byLayer, layer, bytes }: Summed, sums: Map<number, number> | undefined): void {
  if (byLayer === undefined && bytes > 0) sums?.set(layer, (sums.get(layer) ?? 0) + bytes);
  for (const [one, part] of byLayer ?? []) sums?.set(one, (sums.get(one) ?? 0) + part);
}

function placed(found: FoundNode, { contentOf, entryOf }: LayerAnalysis): Summed {
  const { path, node } = found;
  const isFolder = node.children !== undefined;
  const content = isFolder ? undefined : contentOf(node);
  const isOwn = content !== undefined && (node.hardLink === undefined || entryOf(found).type === "file");
  const by = placedBy(node);
  return {
    path,
    node,
    children: [],
    bytes: isOwn ? content.size : 0,
    files: isFolder ? 0 : 1,
    mtime: by.entry.mtime,
    layer: isOwn ? content.layer : Math.max(by.layerIndex, 0),
    byLayer: isFolder ? new Map() : undefined,
  };
}

function split(children: readonly Summed[], least: number): { large: Summed[]; small: Summed[] } {
  const sorted = children.toSorted((a, b) => b.bytes - a.bytes || (a.node.name < b.node.name ? -1 : 1));
  const firstSmall = sorted.findIndex(({ bytes }) => bytes < least);
  const count = Math.min(firstSmall === -1 ? sorted.length : firstSmall, MOST_CHILDREN);
  // One alone is not worth a sum.
  const isAlone = sorted.length === count + 1;
  return { large: sorted.slice(0, isAlone ? count + 1 : count), small: isAlone ? [] : sorted.slice(count) };
}

function shown({ node, bytes, files, mtime, layer, byLayer }: Summed, parent: number): MapNode {
  return { parent, name: node.name, kind: byLayer === undefined ? "file" : "folder", bytes, files, layer, mtime };
}

function others(small: readonly Summed[], parent: number): MapNode {
  const byLayer = new Map<number, number>();
  for (const one of small) addLayers(one, byLayer);
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
function mostOf(byLayer: ReadonlyMap<number, number> | undefined): number | undefined {
  let most: readonly [number, number] | undefined;
  for (const [layer, bytes] of byLayer ?? []) {
    if (most === undefined || bytes > most[1] || (bytes === most[1] && layer < most[0])) most = [layer, bytes];
  }
  return most?.[0];
}
