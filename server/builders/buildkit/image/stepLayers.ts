import type { StepLayer } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { layerTotals } from "../../events/layerTotals.ts";
import type { RowOrigin } from "./layerSteps.ts";

export interface StepLayers {
  /** By step. */
  readonly layers: ReadonlyMap<string, StepLayer>;
  /** Bytes of the files in all layers. */
  readonly size: number;
}

/** The layers of an image by the steps that made them; those below the first are the FROM's. */
export function stepLayers(
  blobs: BlobStore,
  diffIds: readonly Digest[],
  origins: readonly (RowOrigin | undefined)[],
  from: string | undefined,
): StepLayers {
  const totals = diffIds.map((diffId) => ({ diffId, ...layerTotals(indexLayer(blobs, diffId)) }));
  const made = new Map<string, StepLayer>();
  for (const origin of origins) {
    const layer = origin?.layer === undefined ? undefined : totals[origin.layer];
    if (origin !== undefined && layer !== undefined) made.set(origin.step, layer);
  }
  const first = origins.find((origin) => origin?.layer !== undefined)?.layer ?? totals.length;
  const base = totals.slice(0, first);
  const top = base.at(-1);
  if (from !== undefined && top !== undefined && !made.has(from)) {
    const below = base.slice(0, -1).map(({ diffId }) => diffId);
    made.set(from, { diffId: top.diffId, size: sum(base, "size"), files: sum(base, "files"), below });
  }
  return { layers: made, size: sum(totals, "size") };
}

function sum(layers: readonly StepLayer[], key: "size" | "files"): number {
  return layers.reduce((total, layer) => total + layer[key], 0);
}
