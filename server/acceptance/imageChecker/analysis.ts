import { type DeadFile, deadFiles } from "./deadFiles.ts";
import { type Base, historyRows, type Row } from "./historyRows.ts";
import { type LayerChanges, layerChanges } from "./layerChanges.ts";
import { emptyRoot, type Tree, withLayer } from "./merge.ts";
import type { SavedImage } from "./savedImage.ts";

/** Everything that the checker computes about an image; the API's expected answers are read from it. */
export interface Analysis {
  readonly image: SavedImage;
  readonly base: Base;
  readonly rows: readonly Row[];
  /** `before` is the tree below the layer. */
  readonly layers: readonly (LayerChanges & { readonly before: Tree })[];
  readonly tree: Tree;
  readonly dead: readonly DeadFile[];
}

export function analyze(image: SavedImage, base: Base): Analysis {
  const layers: Analysis["layers"][number][] = [];
  const dead: DeadFile[] = [];
  let tree = emptyRoot();
  for (const [index, { items }] of image.layers.entries()) {
    const after = withLayer(tree, items, index);
    layers.push({ ...layerChanges(tree, after, index), before: tree });
    dead.push(...deadFiles({ before: tree, after, items }, index));
    tree = after;
  }
  return { image, base, rows: historyRows(image, base), layers, tree, dead };
}
