import { type AppliedLayer, applyLayer } from "./applyLayer.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { findNode, newRoot, type StoredContent, type TreeNode } from "./layerTree.ts";

/** A path that a layer took away; for a folder, with everything that went with it. */
export interface Deletion {
  readonly path: string;
  readonly node: TreeNode;
  /** Paths in it that are no folders; 1 for a file. */
  readonly files: number;
  /** Bytes of content, hard links once. */
  readonly size: number;
}

export interface LayerChanges {
  /** The layer's paths as it left them, by path: later layers change the tree, not these. */
  readonly placed: readonly PlacedEntry[];
  readonly deletions: readonly Deletion[];
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Bytes of the regular files that the layer puts in place, hard links once. */
  readonly contentSize: number;
  /** Bytes of its files that this or a later layer deletes or overwrites. */
  dead: number;
}

export interface PlacedEntry {
  readonly path: string;
  readonly entry: NonNullable<TreeNode["entry"]>;
  readonly change: TreeNode["change"];
  readonly size: number;
}

export interface LayerAnalysis {
  readonly layers: readonly LayerChanges[];
  /** The merged tree of all layers. */
  readonly root: TreeNode;
  /** Largest first. */
  readonly waste: readonly WastedContent[];
}

/** Content that nobody sees, and what stands at its path since. */
export interface WastedContent {
  readonly content: StoredContent;
  readonly hiddenBy: number;
  readonly replacedBy: StoredContent | undefined;
}

const analyses = new WeakMap<InspectedImage, LayerAnalysis>();

/** Applies the layers one after another and notes what each does; once for each image object. */
export function analyzeLayers(image: InspectedImage): LayerAnalysis {
  const known = analyses.get(image);
  if (known) return known;
  const root = newRoot();
  const layers: LayerChanges[] = [];
  const waste: WastedContent[] = [];
  for (const [index, layer] of image.layers.entries()) {
    const applied = applyLayer(root, layer.entries, index);
    layers.push(changesOf(root, applied, index));
    for (const content of applied.dead) {
      const storing = layers[content.layer];
      if (storing) storing.dead += content.size;
      if (content.size > 0) waste.push({ content, hiddenBy: index, replacedBy: findNode(root, content.path)?.content });
    }
  }
  waste.sort((a, b) => b.content.size - a.content.size || (a.content.path < b.content.path ? -1 : 1));
  const analysis = { layers, root, waste };
  analyses.set(image, analysis);
  return analysis;
}

function changesOf(root: TreeNode, applied: AppliedLayer, index: number): LayerChanges {
  const placed = [...applied.placed].flatMap(([path, node]): PlacedEntry[] =>
    node.entry ? [{ path, entry: node.entry, change: node.change, size: node.content?.size ?? 0 }] : [],
  );
  const deletions = findDeletions(root, applied.removed);
  const stored = applied.stored.filter((content) => content.names > 0 && content.layer === index);
  return {
    placed,
    deletions,
    added: placed.filter((entry) => entry.change === "added").length,
    changed: placed.filter((entry) => entry.change === "changed").length,
    deleted: deletions.reduce((total, deletion) => total + Math.max(deletion.files, 1), 0),
    contentSize: stored.reduce((total, content) => total + content.size, 0),
    dead: 0,
  };
}

/** The topmost paths that are gone: a path that the same layer put back is a change, not a deletion. */
function findDeletions(root: TreeNode, removed: ReadonlyMap<string, TreeNode>): Deletion[] {
  const gone = new Map([...removed].filter(([path]) => findNode(root, path) === undefined));
  const tops = new Map<string, { node: TreeNode; files: number; contents: Set<StoredContent> }>();
  for (const [path, node] of gone) {
    const top = topmost(path, gone);
    const found = tops.get(top) ?? { node: gone.get(top) ?? node, files: 0, contents: new Set() };
    tops.set(top, found);
    if (!node.children) found.files++;
    if (node.content) found.contents.add(node.content);
  }
  return [...tops].map(([path, { node, files, contents }]) => ({
    path,
    node,
    files,
    size: [...contents].reduce((total, content) => total + content.size, 0),
  }));
}

function topmost(path: string, gone: ReadonlyMap<string, TreeNode>): string {
  let top = path;
  for (let slash = top.lastIndexOf("/"); slash !== -1; slash = top.lastIndexOf("/")) {
    const parent = top.slice(0, slash);
    if (!gone.has(parent)) break;
    top = parent;
  }
  return top;
}
