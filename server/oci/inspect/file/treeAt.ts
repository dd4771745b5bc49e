import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import { layerTrees } from "../layerTrees.ts";

/** The tree that a layer shows, or that the image does. Undefined if there is no such layer. */
export function treeAt(image: InspectedLayers, layer: number | undefined): FileTree | undefined {
  const count = layer === undefined ? image.layers.length : layer + 1;
  return count > image.layers.length ? undefined : layerTrees(image).of(count);
}
