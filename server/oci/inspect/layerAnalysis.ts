import type { Change } from "#contract/image.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import { deadBytes, type WastedContent } from "./deadBytes.ts";
import type { InspectedLayers } from "./inspectedImage.ts";
import { layerTrees } from "./layerTrees.ts";
import { type ContentChanges, type StoredContent, StoredContents } from "./storedContents.ts";
import { sizeOf, type Totals, totalsBelow } from "./totalsBelow.ts";
import { rootChange, type TreeChanges, treeChanges } from "./treeChanges.ts";

/** A path of a layer, or one that it deleted, in which case a folder stands for everything in it. */
export interface PlacedEntry {
  readonly path: string;
  readonly entry: LayerEntry;
  readonly change: Change;
  /** Bytes of content; of everything in a deleted folder, hard links once. */
  readonly size: number;
  /** The number of paths in a deleted folder that are not folders. */
  readonly files?: number;
}

export interface LayerChanges {
  /** In no particular order, in their state after the layer: later layers change the tree, not these. */
  readonly entries: readonly PlacedEntry[];
  /** Numbers of paths, folders included. */
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Bytes of the regular files that the layer adds, hard links once. */
  readonly contentSize: number;
  /** Bytes of its files that this or a later layer deletes or overwrites. */
  dead: number;
}

export interface LayerAnalysis {
  readonly layers: readonly LayerChanges[];
  /** All layers merged. */
  readonly tree: FileTree;
  readonly contentOf: (node: TreeNode) => StoredContent | undefined;
  /** The entry to show for a path of the merged tree. */
  readonly entryOf: (found: FoundNode) => LayerEntry;
  /** The change of its layer to a path of the merged tree. */
  readonly changeOf: (node: TreeNode) => Change;
  /** Largest first. */
  readonly waste: readonly WastedContent[];
}

const analyses = new WeakMap<InspectedLayers, LayerAnalysis>();

/** Applies the layers in order and records the changes of each; once for each image object. */
export function analyzeLayers(image: InspectedLayers): LayerAnalysis {
  const known = analyses.get(image);
  if (known) return known;
  const analysis = applyAll(image);
  analyses.set(image, analysis);
  return analysis;
}

function applyAll(image: InspectedLayers): LayerAnalysis {
  const layers: LayerChanges[] = [];
  const waste: WastedContent[] = [];
  const contents = new StoredContents();
  const byInode = new Map<Inode, Change>();
  const contentOf = ({ inode }: TreeNode) => contents.of(inode);
  const trees = layerTrees(image);
  let tree = trees.of(0);
  for (const [index, layer] of image.layers.entries()) {
    const next = trees.of(index + 1);
    const changes = treeChanges(tree.root, next.root, index);
    // In its previous state: the layer may delete the name that a hard link points to.
    const deleted = deletedPaths(changes, contents);
    const content = contents.apply(layer, changes, index);
    for (const { node, change } of changes.placed) if (change !== "added") byInode.set(placedBy(node), change);
    const ofRoot = rootChange(tree.root, next.root, index);
    if (ofRoot !== undefined) byInode.set(placedBy(next.root), ofRoot);
    layers.push(changesOf(changes, { deleted, content, contents }));
    for (const dead of deadBytes(content.dead, { tree: next, hiddenBy: index, contentOf })) {
      const storing = layers[dead.content.layer];
      if (storing) storing.dead += dead.content.size;
      waste.push(dead);
    }
    tree = next;
  }
  waste.sort((a, b) => b.content.size - a.content.size || (a.path < b.path ? -1 : 1));
  return {
    layers,
    tree,
    contentOf,
    entryOf: (found) => contents.names.entryOf(found),
    changeOf: (node) => byInode.get(placedBy(node)) ?? "added",
    waste,
  };
}

interface DeletedPath extends PlacedEntry {
  readonly paths: number;
}

function deletedPaths({ gone }: TreeChanges, contents: StoredContents): DeletedPath[] {
  return gone.map((found): DeletedPath => {
    const { files, paths, size }: Totals = totalsBelow(found, ({ inode }) => contents.of(inode));
    const entry = contents.names.entryOf(found);
    return { path: found.path, entry, change: "deleted", size, paths, ...(found.node.children && { files }) };
  });
}

interface LayerFacts {
  readonly deleted: readonly DeletedPath[];
  readonly content: ContentChanges;
  readonly contents: StoredContents;
}

function changesOf({ placed }: TreeChanges, { deleted, content, contents }: LayerFacts): LayerChanges {
  const there = placed.map(({ path, node, change }): PlacedEntry => {
    const entry = contents.names.entryOf({ path, node });
    return { path, entry, change, size: contents.of(node.inode)?.size ?? 0 };
  });
  return {
    entries: [...there, ...deleted],
    added: placed.filter(({ change }) => change === "added").length,
    changed: placed.filter(({ change }) => change === "changed").length,
    deleted: deleted.reduce((total, { paths }) => total + paths, 0),
    contentSize: sizeOf(content.shown),
    dead: 0,
  };
}
