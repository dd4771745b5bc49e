import type { InspectedLayers } from "../inspectedImage.ts";
import { layerTrees } from "../layerTrees.ts";
import type { LayerStep } from "./entryRows.ts";

/** The trees below a layer and with it. Undefined if the image has no such layer. */
export function layerStep(image: InspectedLayers, layer: number): LayerStep | undefined {
  if (image.layers[layer] === undefined) return undefined;
  const trees = layerTrees(image);
  const before = trees.of(layer).root;
  return { before, after: trees.of(layer + 1).root, layer };
}
