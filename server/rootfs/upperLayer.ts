import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { UpperEntry } from "./scanUpper.ts";

/** Stands for an upper folder among layers: it has no digest, because nobody wrote it as a tar. */
export const UPPER_LAYER: Digest = `sha256:${"f".repeat(64)}`;

/** The entries of an upper folder as those of a layer. Their content is in the folder, not at `offset`. */
export function upperAsLayer(entries: readonly UpperEntry[]): LayerEntry[] {
  return entries.flatMap(({ allocated: _allocated, opaque, ...entry }): LayerEntry[] => {
    const placed = { ...entry, offset: 0 };
    return opaque === true ? [placed, { ...placed, whiteout: "opaque" }] : [placed];
  });
}
