import type { History, HistoryRow } from "#contract/image.ts";
import { matchHistory } from "./historyRows.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";

/**
 * The rows of `docker history`, newest last. `size` is what Docker prints: the bytes of the regular files in the layer,
 * hard links once, folders and symbolic links as 0; as there, a tab in a command is a space.
 */
export function imageHistory(image: InspectedImage): History {
  const { layers } = analyzeLayers(image);
  const rows = matchHistory(image).map(({ index, entry, layer, base }): HistoryRow => {
    const provenance = image.provenance[index];
    return {
      index,
      ...(entry.created !== undefined && { created: entry.created }),
      createdBy: (entry.created_by ?? "").replaceAll("\t", " "),
      comment: entry.comment ?? "",
      size: layer === undefined ? 0 : (layers[layer]?.contentSize ?? 0),
      ...(layer !== undefined && { layer }),
      ...(entry.empty_layer === true && { empty: true }),
      base,
      ...(provenance && { provenance }),
    };
  });
  return { image: image.id, rows };
}
