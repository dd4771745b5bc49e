import type { StepLayer } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import type { StepCache } from "../../cache/stepCache.ts";
import { layerTotals } from "../../events/layerTotals.ts";

/** The totals of a base image's layers, as shown for its FROM; undefined if not computed yet. */
export function knownBaseLayer(cache: StepCache, layers: readonly Digest[]): StepLayer | undefined {
  const diffId = layers.at(-1);
  const text = cache.fact(factOf(layers));
  if (diffId === undefined || text === undefined) return undefined;
  const [size = 0, files = 0] = text.split(" ").map(Number);
  return { diffId, size, files };
}

/** The same, computed if necessary: about a second for an image of a gigabyte, once. Undefined without layers. */
export function readBaseLayer(blobs: BlobStore, cache: StepCache, layers: readonly Digest[]): StepLayer | undefined {
  if (layers.length === 0) return undefined;
  const known = knownBaseLayer(cache, layers);
  if (known !== undefined) return known;
  const totals = layers.map((diffId) => layerTotals(indexLayer(blobs, diffId)));
  const size = totals.reduce((sum, layer) => sum + layer.size, 0);
  const files = totals.reduce((sum, layer) => sum + layer.files, 0);
  cache.setFact(factOf(layers), `${size} ${files}`);
  return knownBaseLayer(cache, layers);
}

function factOf(layers: readonly Digest[]): string {
  return digestOf(JSON.stringify(["base", layers]));
}
