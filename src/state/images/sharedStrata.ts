import type { ImageSharing } from "#contract/imageSharing.ts";
import type { Digest } from "#contract/names/digest.ts";

/** Layers that the same images have, as one stratum. */
export interface SharedStratum {
  readonly images: readonly Digest[];
  readonly layers: number;
  /** Bytes, and the bytes that storing them once saves. */
  readonly size: number;
  readonly saved: number;
}

/** What several images share, what saves most first. */
export function sharedStrata({ layers }: Pick<ImageSharing, "layers">): SharedStratum[] {
  const shared = layers.filter(({ images }) => images.length > 1);
  const groups = Map.groupBy(shared, ({ images }) => images.join(" "));
  const strata = [...groups.values()].map((group): SharedStratum => {
    const images = group[0]?.images ?? [];
    const size = group.reduce((sum, layer) => sum + layer.size, 0);
    return { images, layers: group.length, size, saved: size * (images.length - 1) };
  });
  return strata.sort((a, b) => b.saved - a.saved);
}
