import type { Analysis } from "./analysis.ts";
import { LAYER_PAGE, shown } from "./fileViews.ts";
import { listing } from "./listing.ts";
import type { Json } from "./savedImage.ts";

/** `/layers/{n}/tree`: all that is there with the layer, cut like the list of a layer. */
export function treeView(analysis: Analysis, layer: number): Json {
  const { place, rows } = listing(analysis, layer, "root");
  const entries = rows
    .map(({ path, name, change }) =>
      shown(path, { name, change, layer: Math.max(name.by.layer, 0), tree: place.after }),
    )
    .sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1));
  return {
    layer,
    entries: entries.slice(0, LAYER_PAGE),
    truncated: entries.length > LAYER_PAGE,
    total: entries.length,
  };
}
