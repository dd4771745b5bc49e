import type { Stretch } from "../../lib/ribbonPath.ts";
import { scaleTop, slabShare } from "../../lib/slabScale.ts";
import type { ShownPair } from "./foldBase.ts";

/** Where a layer is drawn in its column, pixels. */
export interface SlabPlace {
  readonly top: number;
  readonly height: number;
}

export interface PlacedPair {
  readonly pair: ShownPair;
  readonly a?: SlabPlace;
  readonly b?: SlabPlace;
}

const LEAST = 24;
const MOST = 64;
const GAP = 3;

/** Two columns, base on top. A slab's height follows the logarithm of its size, on one scale for both. */
export function placePairs(pairs: readonly ShownPair[]): { readonly placed: PlacedPair[]; readonly height: number } {
  const top = scaleTop(pairs.flatMap(({ a, b }) => [a?.size ?? 0, b?.size ?? 0]));
  const heightOf = (size: number) => Math.round(LEAST + (MOST - LEAST) * slabShare(size, top));
  const ends = { a: 0, b: 0 };
  const place = (side: "a" | "b", size: number): SlabPlace => {
    const at = { top: ends[side], height: heightOf(size) };
    ends[side] += at.height + GAP;
    return at;
  };
  const placed = pairs.map((pair): PlacedPair => {
    const { a, b } = pair;
    return { pair, ...(a && { a: place("a", a.size) }), ...(b && { b: place("b", b.size) }) };
  });
  return { placed, height: Math.max(ends.a, ends.b, GAP) - GAP };
}

export function stretchOf({ top, height }: SlabPlace): Stretch {
  return { top, bottom: top + height };
}
