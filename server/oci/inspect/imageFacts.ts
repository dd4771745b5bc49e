import { type CompressedSize, type ImageFacts, type LayerFacts, MAX_SHARING_NAMES } from "#contract/imageFacts.ts";
import type { Digest } from "#contract/names/digest.ts";
import { shortId } from "#contract/names/shortId.ts";
import { chainIds } from "./chainIds.ts";
import { type KnownBase, knownBases, type NamedLayers } from "./knownBases.ts";

/** An image among others. */
export interface ImageAmongOthers {
  readonly id: Digest;
  /** diffIds, base first. */
  readonly layers: readonly Digest[];
  /** The number of layers of its base, if it was recorded: no longer image is a base then. */
  readonly baseLayers?: number | undefined;
}

/** What the other images say about the layers of one. */
export function imageFacts(
  image: ImageAmongOthers,
  others: readonly NamedLayers[],
  compressedOf: (layer: Digest) => CompressedSize | undefined,
): ImageFacts {
  const most = image.baseLayers ?? image.layers.length;
  const bases = knownBases(image.layers, others).filter(({ layers }) => layers <= most);
  const sharing = others.filter(({ id }) => id !== image.id).map((other) => ({ ...other, has: new Set(other.layers) }));
  const chain = chainIds(image.layers);
  return {
    image: image.id,
    layers: image.layers.map((layer, index): LayerFacts => {
      const compressed = compressedOf(layer);
      return {
        index,
        chainId: chain[index] ?? layer,
        ...(compressed && { compressed }),
        sharedWith: named(sharing.filter(({ has }) => has.has(layer))),
        base: namesAt(bases, index),
      };
    }),
  };
}

function namesAt(bases: readonly KnownBase[], layer: number): string[] {
  const names = bases.find(({ layers }) => layers > layer)?.names ?? [];
  return names.slice(0, MAX_SHARING_NAMES);
}

/** The same image under several names, or at several places, counts once. */
function named(images: readonly NamedLayers[]): LayerFacts["sharedWith"] {
  const byId = new Map<Digest, Set<string>>();
  for (const { id, names } of images) {
    const known = byId.get(id) ?? new Set();
    for (const name of names) known.add(name);
    byId.set(id, known);
  }
  const names = [...byId].map(([id, own]) => [...own].sort()[0] ?? shortId(id)).sort();
  return { names: names.slice(0, MAX_SHARING_NAMES), count: byId.size };
}
