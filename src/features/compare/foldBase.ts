import type { ComparedLayer, LayerPair } from "#contract/imageComparison.ts";

/** A pair as it is drawn: several layers of a base that both share are one. */
export interface ShownPair extends LayerPair {
  /** How many layers it stands for. */
  readonly count: number;
}

/** Folds the base layers that both images start with into one; `name` is the base's. */
export function foldBase(pairs: readonly LayerPair[], name: string | undefined): ShownPair[] {
  const end = pairs.findIndex(({ relation, a, b }) => relation !== "same" || !a?.base || !b?.base);
  const shared = end === -1 ? pairs.length : end;
  const rest = pairs.slice(shared).map((pair) => ({ ...pair, count: 1 }));
  if (shared === 0 || (shared === 1 && name === undefined)) return pairs.map((pair) => ({ ...pair, count: 1 }));
  const base = pairs.slice(0, shared);
  const folded = (layers: readonly ComparedLayer[]) => foldedLayer(layers, name ?? "");
  const a = folded(base.flatMap((pair) => pair.a ?? []));
  const b = folded(base.flatMap((pair) => pair.b ?? []));
  return [{ relation: "same", sameChain: true, ...(a && { a }), ...(b && { b }), count: shared }, ...rest];
}

function foldedLayer(layers: readonly ComparedLayer[], text: string): ComparedLayer | undefined {
  const [first] = layers;
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  return first && { ...first, instruction: "FROM", text, size };
}
