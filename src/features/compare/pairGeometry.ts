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
/** As in the stack: below this many bytes a layer looks empty, and the scale reaches at least that many. */
const SMALL = 100_000;
const LEAST_TOP = 2_000_000;

/** Two columns, base on top. A slab's height follows the logarithm of its size, on one scale for both. */
export function placePairs(pairs: readonly ShownPair[]): { readonly placed: PlacedPair[]; readonly height: number } {
  const sizes = pairs.flatMap(({ a, b }) => [a?.size ?? 0, b?.size ?? 0]);
  const largest = Math.max(LEAST_TOP, ...sizes);
  const heightOf = (size: number) =>
    Math.round(LEAST + ((MOST - LEAST) * Math.log1p(size / SMALL)) / Math.log1p(largest / SMALL));
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

/** A ribbon from the right edge of `a` to the left edge of `b`. */
export function ribbonPath(a: SlabPlace, b: SlabPlace, width: number): string {
  const [half, endA, endB] = [width / 2, a.top + a.height, b.top + b.height];
  return (
    `M0 ${a.top}C${half} ${a.top} ${half} ${b.top} ${width} ${b.top}` +
    `V${endB}C${half} ${endB} ${half} ${endA} 0 ${endA}Z`
  );
}
