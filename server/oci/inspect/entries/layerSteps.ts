import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import type { LayerStep } from "./entryRows.ts";

interface Reached {
  readonly layer: number;
  readonly before: FileTree;
  readonly after: FileTree;
}

/** The last one of each image: a person often goes up layer by layer. */
const reached = new WeakMap<InspectedLayers, Reached>();

/** The trees below a layer and with it. Undefined if the image has no such layer. */
export function layerStep(image: InspectedLayers, layer: number): LayerStep | undefined {
  if (image.layers[layer] === undefined) return undefined;
  const known = reached.get(image);
  let at = known !== undefined && known.layer <= layer ? known : undefined;
  while (at === undefined || at.layer < layer) at = above(image, at);
  reached.set(image, at);
  return { before: at.before.root, after: at.after.root, layer };
}

function above(image: InspectedLayers, below: Reached | undefined): Reached {
  const layer = below === undefined ? 0 : below.layer + 1;
  const before = below?.after ?? emptyTree();
  const stored = image.layers[layer];
  return { layer, before, after: stored === undefined ? before : before.withLayer(stored.diffId, stored.entries) };
}
