import type { Waste } from "#contract/image.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";

/**
 * Bytes that the image stores and never shows: each stored copy once, when its last name is gone. The `limit` largest
 * are listed; `total` tells how many there are, `bytes` is the sum of all.
 */
export function imageWaste(image: InspectedImage, { limit }: { limit: number }): Waste {
  const { waste } = analyzeLayers(image);
  return {
    bytes: waste.reduce((total, item) => total + item.bytes, 0),
    items: waste.slice(0, limit),
    total: waste.length,
  };
}
