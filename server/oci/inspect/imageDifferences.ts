import { isDeepStrictEqual } from "node:util";
import type { ImageConfig } from "#contract/image.ts";
import type { ImageDifferences } from "#contract/imageLeftovers.ts";
import { type FoundNode, placedBy } from "#server/oci/store/treeNode.ts";
import { contentSize } from "./contentSize.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";
import { sameAttributes } from "./sameAttributes.ts";
import { nodesBelow } from "./treeChanges.ts";
import type { DigestOf } from "./waste.ts";

const LISTED = 20;

type Change = ImageDifferences["items"][number]["change"];

interface Options {
  readonly digestOf: DigestOf;
  /** Absolute paths; what the other image lacks at and below them is left out. */
  readonly without?: readonly string[];
}

/** What a container would find different in another image; times don't count. */
export function imageDifferences(
  before: InspectedImage,
  after: InspectedImage,
  { digestOf, without = [] }: Options,
): ImageDifferences {
  const [old, now] = [before, after].map((image) => ({ image, analysis: analyzeLayers(image) }));
  const items: ImageDifferences["items"] = [];
  if (old !== undefined && now !== undefined) {
    const oldPaths = shownPaths(old.analysis);
    const newPaths = shownPaths(now.analysis);
    for (const [path, there] of oldPaths) {
      const here = newPaths.get(path);
      const change =
        here === undefined ? "removed" : changeOf({ ...old, found: there }, { ...now, found: here }, digestOf);
      if (change === "removed" && without.some((gone) => `/${path}/`.startsWith(`${gone}/`))) continue;
      if (change !== undefined) items.push({ path: `/${path}`, change });
    }
    for (const path of newPaths.keys()) if (!oldPaths.has(path)) items.push({ path: `/${path}`, change: "added" });
  }
  items.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    before: contentSize(before),
    after: contentSize(after),
    total: items.length,
    items: items.slice(0, LISTED),
    sameConfig: isDeepStrictEqual(runConfig(before.config), runConfig(after.config)),
  };
}

/** The root is left out: a tar need not have it. */
function shownPaths({ tree }: LayerAnalysis): Map<string, FoundNode> {
  const paths = new Map<string, FoundNode>();
  for (const found of nodesBelow({ path: "", node: tree.root })) if (found.path !== "") paths.set(found.path, found);
  return paths;
}

interface Side {
  readonly image: InspectedImage;
  readonly analysis: LayerAnalysis;
  readonly found: FoundNode;
}

function changeOf(old: Side, now: Side, digestOf: DigestOf): Change | undefined {
  const [before, after] = [old.found.node.inode.entry, now.found.node.inode.entry];
  if (before.type !== after.type || before.size !== after.size || before.linkTarget !== after.linkTarget)
    return "content";
  const isDevice = before.devMajor !== after.devMajor || before.devMinor !== after.devMinor;
  if (isDevice || !sameBytes(old, now, digestOf)) return "content";
  const isImplied = placedBy(old.found.node).isImplied === true || placedBy(now.found.node).isImplied === true;
  return isImplied || sameAttributes(before, after) ? undefined : "attributes";
}

function sameBytes(old: Side, now: Side, digestOf: DigestOf): boolean {
  const before = old.analysis.contentOf(old.found.node);
  const after = now.analysis.contentOf(now.found.node);
  if (before === undefined || after === undefined) return before === after;
  const isSameLayer = old.image.layers[before.layer]?.diffId === now.image.layers[after.layer]?.diffId;
  if (isSameLayer && before.entry.offset === after.entry.offset) return true;
  return digestOf(before, old.image) === digestOf(after, now.image);
}

function runConfig({ config = {}, architecture, os, variant }: ImageConfig): object {
  return { config, architecture, os, variant };
}
