import type { Digest } from "#contract/names/digest.ts";

/** An image with a name, base first. */
export interface NamedLayers {
  readonly id: Digest;
  readonly names: readonly string[];
  readonly layers: readonly Digest[];
}

/** The images that another one starts with, all with the same layers. */
export interface KnownBase {
  readonly layers: number;
  readonly names: readonly string[];
  readonly ids: readonly Digest[];
}

/**
 * The images whose whole chain of layers is the start of this one's, the smallest first. One with all of its layers is
 * not among them: which of the two is the base, the layers do not tell.
 */
export function knownBases(layers: readonly Digest[], others: Iterable<NamedLayers>): KnownBase[] {
  const byLength = new Map<number, { names: Set<string>; ids: Set<Digest> }>();
  for (const other of others) {
    const { length } = other.layers;
    if (length === 0 || length >= layers.length || other.names.length === 0) continue;
    if (!other.layers.every((layer, index) => layer === layers[index])) continue;
    const known = byLength.get(length) ?? { names: new Set(), ids: new Set() };
    for (const name of other.names) known.names.add(name);
    known.ids.add(other.id);
    byLength.set(length, known);
  }
  return [...byLength]
    .map(([length, { names, ids }]) => ({ layers: length, names: [...names].sort(), ids: [...ids] }))
    .sort((a, b) => a.layers - b.layers);
}
