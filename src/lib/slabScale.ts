/** Below this many bytes a layer looks empty. */
const SMALL = 100_000;
/** An image with only small layers is drawn small: the scale always reaches at least this many bytes. */
const LEAST_TOP = 2_000_000;

/** How much taller than an empty one the slab of a layer is, from 0 to 1, by the logarithm of its size. */
export function slabShare(size: number, top: number): number {
  return Math.log1p(size / SMALL) / Math.log1p(top / SMALL);
}

/** Where the scale of some layers ends: the size of the tallest slab. */
export function scaleTop(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), LEAST_TOP);
}
