import type { Analysis } from "./analysis.ts";
import { digestOf, type Json } from "./savedImage.ts";

/** Most names of one list. */
const NAMED = 20;

/** An image at hand: of the workspace, or pulled as a base. */
export interface AtHand {
  readonly id: string;
  readonly names: readonly string[];
  /** diff IDs, base first. */
  readonly layers: readonly string[];
}

/** `/facts` of an image among others, without the compressed sizes. `baseLayers`: of the base that it was built on. */
export function factsView({ image, base }: Analysis, others: readonly AtHand[], isBuilt: boolean): Json {
  const layers = image.layers.map(({ diffId }) => diffId);
  const most = isBuilt ? base.layers : layers.length;
  return {
    image: image.id,
    layers: layers.map((diffId, index) => ({
      index,
      chainId: chainOf(layers.slice(0, index + 1)),
      sharedWith: sharedWith(others.filter(({ id, layers }) => id !== image.id && layers.includes(diffId))),
      base: baseWith(index, layers, most, others),
    })),
  };
}

function chainOf(layers: readonly string[]): string {
  return layers.reduce((chain, layer) => digestOf(`${chain} ${layer}`));
}

function sharedWith(images: readonly AtHand[]): Json {
  const ids = [...new Set(images.map(({ id }) => id))];
  const names = ids.map((id) => {
    const known = images.filter((image) => image.id === id).flatMap(({ names }) => names);
    return known.sort()[0] ?? id.slice("sha256:".length, "sha256:".length + 12);
  });
  return { names: names.sort().slice(0, NAMED), count: ids.length };
}

/** The names of the smallest of the images that are the start of this one and have the layer. */
function baseWith(layer: number, layers: readonly string[], most: number, others: readonly AtHand[]): string[] {
  const starts = others.filter(
    (other) =>
      other.names.length > 0 &&
      other.layers.length > layer &&
      other.layers.length <= most &&
      other.layers.length < layers.length &&
      other.layers.every((diffId, at) => diffId === layers[at]),
  );
  const least = Math.min(...starts.map((other) => other.layers.length));
  const names = starts.filter((other) => other.layers.length === least).flatMap((other) => other.names);
  return [...new Set(names)].sort().slice(0, NAMED);
}

/** `/image-sharing`, its lists in the order of digests. */
export function sharingView(images: readonly Analysis[]): Json {
  const own = images.map(({ image }) => ({
    id: image.id,
    layers: new Map(image.layers.map((one) => [one.diffId, one])),
  }));
  const all = new Map(own.flatMap(({ layers }) => [...layers]));
  const layers = [...all].map(([diffId, { size }]) => ({
    diffId,
    size,
    images: own
      .filter(({ layers }) => layers.has(diffId))
      .map(({ id }) => id)
      .sort(),
  }));
  const stored = layers.reduce((sum, { size }) => sum + size, 0);
  const listed = layers.reduce((sum, { size, images }) => sum + size * images.length, 0);
  return { layers: layers.sort((a, b) => (a.diffId < b.diffId ? -1 : 1)), stored, saved: listed - stored };
}
