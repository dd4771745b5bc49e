import type { ImageLayers, ImageSharing, SharedLayer } from "#contract/imageSharing.ts";
import type { Digest } from "#contract/names/digest.ts";

/** Which images have which layers, and what sharing them saves. An image with the same layer twice stores it once. */
export function sharedLayers(images: readonly ImageLayers[]): ImageSharing {
  const layers = new Map<Digest, { size: number; images: Digest[] }>();
  let listed = 0;
  for (const { id, layers: own } of images) {
    for (const { diffId, size } of new Map(own.map((layer) => [layer.diffId, layer])).values()) {
      const known = layers.get(diffId) ?? { size, images: [] };
      known.images.push(id);
      layers.set(diffId, known);
      listed += size;
    }
  }
  const all: SharedLayer[] = [...layers].map(([diffId, layer]) => ({ diffId, ...layer }));
  const stored = all.reduce((sum, { size }) => sum + size, 0);
  return { layers: all, stored, saved: listed - stored };
}
