import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";
import type { InspectedLayers } from "./inspectedImage.ts";

/** Names in folders that kept trees have for themselves: about 50 MB. */
const KEPT_NAMES = 500_000;

const known = new WeakMap<InspectedLayers, LayerTrees>();

/** The merged trees of an image, one for each layer. */
export function layerTrees(image: InspectedLayers): LayerTrees {
  const trees = known.get(image) ?? new LayerTrees(image);
  known.set(image, trees);
  return trees;
}

interface Kept {
  readonly tree: FileTree;
  /** Names in the folders that it does not share with the tree below. */
  readonly names: number;
}

/**
 * Trees share what a layer does not touch, so that most images can have all of theirs in memory. Of an image whose layers all
 * change a large folder, only every second, fourth, … is kept, and the others are made again from the one below.
 */
class LayerTrees {
  readonly #image: InspectedLayers;
  readonly #limit: number;
  /** By number of layers. */
  readonly #kept = new Map<number, Kept>();
  #every = 1;
  #last: { readonly count: number; readonly tree: FileTree } = { count: 0, tree: emptyTree() };

  constructor(image: InspectedLayers, limit = KEPT_NAMES) {
    this.#image = image;
    this.#limit = limit;
  }

  /** The first `count` layers merged; all, if there are fewer. */
  of(count: number): FileTree {
    let at = this.#below(count);
    for (const { diffId, entries } of this.#image.layers.slice(at.count, count)) {
      const tree = at.tree.withLayer(diffId, entries);
      this.#keep(at.count + 1, tree, at.tree);
      at = { count: at.count + 1, tree };
    }
    this.#last = at;
    return at.tree;
  }

  #below(count: number): { readonly count: number; readonly tree: FileTree } {
    for (let lower = count; lower > 0; lower -= 1) {
      if (lower === this.#last.count) return this.#last;
      const tree = this.#kept.get(lower)?.tree;
      if (tree !== undefined) return { count: lower, tree };
    }
    return { count: 0, tree: emptyTree() };
  }

  #keep(count: number, tree: FileTree, below: FileTree): void {
    if (count % this.#every !== 0 || this.#kept.has(count)) return;
    this.#kept.set(count, { tree, names: ownNames(below.root, tree.root) });
    while (this.#kept.size > 1 && this.#names() > this.#limit) {
      this.#every *= 2;
      for (const each of this.#kept.keys()) if (each % this.#every !== 0) this.#kept.delete(each);
    }
  }

  #names(): number {
    return [...this.#kept.values()].reduce((sum, { names }) => sum + names, 0);
  }
}

function ownNames(below: TreeNode, root: TreeNode): number {
  let names = 0;
  const waiting: { readonly old: TreeNode | undefined; readonly now: TreeNode }[] = [{ old: below, now: root }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { old, now } = at;
    if (now.children === undefined || now.children === old?.children) continue;
    names += now.children.size;
    for (const child of now.children.values()) {
      if (child.children !== undefined) waiting.push({ old: old?.children?.get(child.name), now: child });
    }
  }
  return names;
}
