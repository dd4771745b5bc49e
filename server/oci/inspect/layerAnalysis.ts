import type { Change } from "#contract/image.ts";
import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { type ContentChanges, type StoredContent, StoredContents } from "./storedContents.ts";
import { nodesBelow, type TreeChanges, treeChanges } from "./treeChanges.ts";

/** A path that a layer deleted; a folder stands for everything in it. */
export interface Deletion {
  readonly path: string;
  readonly node: TreeNode;
  /** The number of paths in it that are not folders; 1 for a file. */
  readonly files: number;
  /** Bytes of content, hard links once. */
  readonly size: number;
}

export interface LayerChanges {
  /** The layer's paths in their state after the layer: later layers change the tree, not these. */
  readonly placed: readonly PlacedEntry[];
  readonly deletions: readonly Deletion[];
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Bytes of the regular files that the layer adds, hard links once. */
  readonly contentSize: number;
  /** Bytes of its files that this or a later layer deletes or overwrites. */
  dead: number;
}

export interface PlacedEntry {
  readonly path: string;
  readonly entry: LayerEntry;
  readonly change: Change;
  readonly size: number;
}

export interface LayerAnalysis {
  readonly layers: readonly LayerChanges[];
  /** All layers merged. */
  readonly tree: FileTree;
  readonly contentOf: (node: TreeNode) => StoredContent | undefined;
  /** The change of its layer to a path of the merged tree. */
  readonly changeOf: (node: TreeNode) => Change;
  /** Largest first. */
  readonly waste: readonly WastedContent[];
}

/** Hidden content, and what replaced it at its path. */
export interface WastedContent {
  readonly content: StoredContent;
  readonly hiddenBy: number;
  readonly replacedBy: StoredContent | undefined;
}

const analyses = new WeakMap<InspectedLayers, LayerAnalysis>();

/** Applies the layers in order and records the changes of each; once for each image object. */
export function analyzeLayers(image: InspectedLayers): LayerAnalysis {
  const known = analyses.get(image);
  if (known) return known;
  const layers: LayerChanges[] = [];
  const waste: WastedContent[] = [];
  const contents = new StoredContents();
  const byEntry = new Map<Inode, Change>();
  let tree = emptyTree();
  for (const [index, layer] of image.layers.entries()) {
    const next = tree.withLayer(layer.diffId, layer.entries);
    const changes = treeChanges(tree.root, next.root, index);
    const content = contents.apply(layer, changes, index);
    for (const { node, change } of changes.placed) byEntry.set(placedBy(node), change);
    layers.push(changesOf(changes, content, contents));
    for (const dead of content.dead) {
      const storing = layers[dead.layer];
      if (storing) storing.dead += dead.size;
      if (dead.size > 0)
        waste.push({ content: dead, hiddenBy: index, replacedBy: contentAt(next, dead.path, contents) });
    }
    tree = next;
  }
  waste.sort((a, b) => b.content.size - a.content.size || (a.content.path < b.content.path ? -1 : 1));
  const analysis: LayerAnalysis = {
    layers,
    tree,
    contentOf: ({ inode }) => contents.of(inode),
    changeOf: (node) => byEntry.get(placedBy(node)) ?? "added",
    waste,
  };
  analyses.set(image, analysis);
  return analysis;
}

/** The node at exactly this path, without following links. */
function contentAt(tree: FileTree, path: string, contents: StoredContents): StoredContent | undefined {
  const found = tree.lookup(path, false);
  return found?.path === path ? contents.of(found.node.inode) : undefined;
}

function changesOf(changes: TreeChanges, { shown }: ContentChanges, contents: StoredContents): LayerChanges {
  const placed = changes.placed.map(({ path, node, change }): PlacedEntry => {
    return { path, entry: placedBy(node).entry, change, size: contents.of(node.inode)?.size ?? 0 };
  });
  const deletions = changes.gone.map((gone) => deletionOf(gone, contents));
  return {
    placed,
    deletions,
    added: placed.filter((entry) => entry.change === "added").length,
    changed: placed.filter((entry) => entry.change === "changed").length,
    deleted: deletions.reduce((total, deletion) => total + Math.max(deletion.files, 1), 0),
    contentSize: sizeOf(shown),
    dead: 0,
  };
}

function deletionOf({ path, node }: FoundNode, contents: StoredContents): Deletion {
  const { files, size } = totalsBelow(node, ({ inode }) => contents.of(inode));
  return { path, node, files, size };
}

/** The number of paths under a node that are not folders, and their bytes, hard links once. */
export function totalsBelow(
  node: TreeNode,
  contentOf: LayerAnalysis["contentOf"],
): { readonly files: number; readonly size: number } {
  const found = new Set<StoredContent>();
  let files = 0;
  for (const inside of nodesBelow(node)) {
    if (inside.children === undefined) files += 1;
    const content = contentOf(inside);
    if (content !== undefined) found.add(content);
  }
  return { files, size: sizeOf(found) };
}

function sizeOf(contents: Iterable<StoredContent>): number {
  let size = 0;
  for (const content of contents) size += content.size;
  return size;
}
