import type { InspectedLayers } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";

/** What Docker shows as the size of an image: the bytes of the files of its layers, without the tars around them. */
export function contentSize(image: InspectedLayers): number {
  return analyzeLayers(image).layers.reduce((total, layer) => total + layer.contentSize, 0);
}
