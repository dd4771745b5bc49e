import type { ComparedLayer, LayerPair } from "#contract/imageComparison.ts";

/** Above this many pairs to compare, steps are aligned by their place only. */
const MOST_PAIRS = 1_000_000;

export interface Aligning {
  readonly a: readonly ComparedLayer[];
  readonly b: readonly ComparedLayer[];
  /** Whether two layers store the same files, times left out. */
  readonly hasSameFiles: (a: ComparedLayer, b: ComparedLayer) => boolean;
}

/**
 * Pairs the layers of two images in their order: first those that are one layer, then between them the same steps, then steps
 * with the same instruction. What is left was removed or added.
 */
export function alignLayers({ a, b, hasSameFiles }: Aligning): LayerPair[] {
  let chain = 0;
  while (chain < a.length && a[chain]?.diffId === b[chain]?.diffId) chain += 1;
  const keys: readonly ((layer: ComparedLayer) => string)[] = [
    ({ diffId }) => diffId,
    ({ instruction, text }) => `${instruction} ${text}`,
    ({ instruction }) => instruction,
  ];
  return align(a, b, keys).map(([old, now]): LayerPair => {
    const both = { ...(old && { a: old }), ...(now && { b: now }) };
    if (old === undefined) return { relation: "added", sameChain: false, ...both };
    if (now === undefined) return { relation: "removed", sameChain: false, ...both };
    if (old.diffId === now.diffId) return { relation: "same", sameChain: now.index < chain, ...both };
    return { relation: hasSameFiles(old, now) ? "rebuilt" : "changed", sameChain: false, ...both };
  });
}

type Aligned = readonly [ComparedLayer | undefined, ComparedLayer | undefined];
type Key = (layer: ComparedLayer) => string;

function align(a: readonly ComparedLayer[], b: readonly ComparedLayer[], keys: readonly Key[]): Aligned[] {
  const [key, ...rest] = keys;
  if (key === undefined || a.length === 0 || b.length === 0) {
    return [...a.map((layer): Aligned => [layer, undefined]), ...b.map((layer): Aligned => [undefined, layer])];
  }
  const pairs: Aligned[] = [];
  let [i, j] = [0, 0];
  for (const [atA, atB] of [...commonOrder(a.map(key), b.map(key)), [a.length, b.length] as const]) {
    pairs.push(...align(a.slice(i, atA), b.slice(j, atB), rest));
    if (atA < a.length) pairs.push([a[atA], b[atB]]);
    [i, j] = [atA + 1, atB + 1];
  }
  return pairs;
}

/** The longest common subsequence, as places in both. */
function commonOrder(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  if (a.length * b.length > MOST_PAIRS) return samePlaces(a, b);
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

function samePlaces(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  return a.flatMap((key, index) => (key === b[index] ? [[index, index] as const] : []));
}
