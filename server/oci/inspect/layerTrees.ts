import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { InspectedLayers } from "./inspectedImage.ts";

const known = new WeakMap<InspectedLayers, readonly FileTree[]>();

/** The tree after each layer, base first; once for each image object. They share what a layer does not change. */
export function layerTrees(image: InspectedLayers): readonly FileTree[] {
  const kept = known.get(image);
  if (kept) return kept;
  const trees: FileTree[] = [];
  for (const { diffId, entries } of image.layers) trees.push((trees.at(-1) ?? emptyTree()).withLayer(diffId, entries));
  known.set(image, trees);
  return trees;
}

/** The tree that a layer shows, or that the image does. Undefined if there is no such layer. */
export function treeAt(image: InspectedLayers, layer: number | undefined): FileTree | undefined {
  const trees = layerTrees(image);
  return layer === undefined ? (trees.at(-1) ?? emptyTree()) : trees[layer];
}
