import type { Stack, StackRow } from "#contract/image.ts";
import { parseCreatedBy } from "./createdBy.ts";
import { matchHistory } from "./historyRows.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";

/** The image as a column of rows, base first: a slab for each layer, a thin row for what only changed configuration. Sizes in bytes. */
export function imageStack(image: InspectedImage): Stack {
  const analysis = analyzeLayers(image);
  const hidden = hiddenBytes(analysis);
  const rows = matchHistory(image).map(({ index, entry, layer, base }): StackRow => {
    const provenance = image.provenance[index];
    const createdBy = entry.created_by ?? "";
    const slab = layer === undefined ? undefined : slabOf(image, { analysis, hidden }, layer);
    return {
      index,
      ...parseCreatedBy(createdBy),
      createdBy,
      ...(entry.created !== undefined && { created: entry.created }),
      base,
      ...(provenance && { provenance }),
      ...(slab && { layer: slab }),
    };
  });
  const size = sum(image.layers.map((layer) => layer.size));
  return {
    image: image.id,
    ...(image.platforms && { platforms: [...image.platforms] }),
    ...(image.source && { source: image.source }),
    tags: [...image.tags],
    ...(image.baseName !== undefined && { baseName: image.baseName }),
    size,
    ownSize: sum(image.layers.slice(image.baseLayers).map((layer) => layer.size)),
    dead: sum(analysis.layers.map((layer) => layer.dead)),
    rows,
  };
}

function slabOf(
  image: InspectedImage,
  { analysis, hidden }: { readonly analysis: LayerAnalysis; readonly hidden: readonly number[] },
  index: number,
): StackRow["layer"] {
  const stored = image.layers[index];
  const found = analysis.layers[index];
  if (!stored || !found) return undefined;
  const { contentSize, added, changed, deleted, dead } = found;
  return {
    index,
    diffId: stored.diffId,
    size: stored.size,
    contentSize,
    added,
    changed,
    deleted,
    dead,
    contributed: contentSize - (hidden[index] ?? 0),
    cumulative: sum(analysis.layers.slice(0, index + 1).map((layer) => layer.contentSize)),
  };
}

/** Bytes of each layer's content that later layers hide. What a layer itself overwrites was never part of its content. */
function hiddenBytes({ layers, waste }: LayerAnalysis): number[] {
  const hidden = layers.map(() => 0);
  for (const { content, hiddenBy } of waste) {
    if (hiddenBy !== content.layer) hidden[content.layer] = (hidden[content.layer] ?? 0) + content.size;
  }
  return hidden;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
