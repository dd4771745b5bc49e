import type { Stack, StackRow } from "#contract/image.ts";
import { parseCreatedBy } from "./createdBy.ts";
import { matchHistory } from "./historyRows.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";

/** The image as a column of rows, base first: a slab for each layer, a thin row for what only changed configuration. Sizes in bytes. */
export function imageStack(image: InspectedImage): Stack {
  const analysis = analyzeLayers(image);
  const rows = matchHistory(image).map(({ index, entry, layer, base }): StackRow => {
    const provenance = image.provenance[index];
    const createdBy = entry.created_by ?? "";
    const slab = layer === undefined ? undefined : slabOf(image, analysis, layer);
    return {
      index,
      ...parseCreatedBy(createdBy),
      createdBy,
      base,
      ...(provenance && { provenance }),
      ...(slab && { layer: slab }),
    };
  });
  const size = sum(image.layers.map((layer) => layer.size));
  return {
    image: image.id,
    ...(image.source && { source: image.source }),
    tags: [...image.tags],
    ...(image.baseName !== undefined && { baseName: image.baseName }),
    size,
    ownSize: sum(image.layers.slice(image.baseLayers).map((layer) => layer.size)),
    dead: sum(analysis.layers.map((layer) => layer.dead)),
    rows,
  };
}

function slabOf(image: InspectedImage, analysis: LayerAnalysis, index: number): StackRow["layer"] {
  const stored = image.layers[index];
  const found = analysis.layers[index];
  if (!stored || !found) return undefined;
  const { contentSize, added, changed, deleted, dead } = found;
  return { index, diffId: stored.diffId, size: stored.size, contentSize, added, changed, deleted, dead };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
