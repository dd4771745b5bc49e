import type { Efficiency } from "#contract/imageLeftovers.ts";
import { bytesBelow, diveTree, emptyDiveTree, isWhiteout, leavesOf, nodeAt, partsTo, stackOn } from "./diveTree.ts";
import type { InspectedLayers } from "./inspectedImage.ts";

/** Most paths in the list. */
const LISTED = 20;

/** One path of all layers. */
interface SeenPath {
  readonly path: string;
  copies: number;
  bytes: number;
  /** Of the smallest copy. */
  least: number;
}

/**
 * dive's efficiency, wasted bytes, and user wasted percent (wagoodman/dive, `filetree.Efficiency` and `Image.Analyze`). A path
 * that several layers have counts with all its copies, the one that is shown too; the efficiency is the sum of the smallest
 * copies by the sum of all.
 */
export function diveEfficiency({ layers }: InspectedLayers): Efficiency {
  const paths = seenPaths(layers);
  const wasted = [...paths.values()].filter(({ copies }) => copies > 1);
  const all = sum([...paths.values()].map(({ bytes }) => bytes));
  const least = sum([...paths.values()].map((path) => path.least));
  const wastedBytes = sum(wasted.map(({ bytes }) => bytes));
  const userBytes = sum(layers.slice(1).map(({ entries }) => storedBytes(entries)));
  return {
    efficiency: all === 0 ? 1 : least / all,
    wastedBytes,
    userBytes,
    userWastedPercent: userBytes === 0 ? null : wastedBytes / userBytes,
    total: wasted.length,
    items: wasted
      .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
      .slice(0, LISTED)
      .map(({ path, bytes, copies }) => ({ path, bytes, copies })),
  };
}

function seenPaths(layers: InspectedLayers["layers"]): Map<string, SeenPath> {
  const paths = new Map<string, SeenPath>();
  const below = emptyDiveTree();
  for (const [index, { entries }] of layers.entries()) {
    const tree = diveTree(entries);
    // Below the first layer, dive looks at the first layer itself.
    const lower = index === 0 ? tree : below;
    for (const leaf of leavesOf(tree)) {
      const parts = partsTo(leaf);
      const hidden = isWhiteout(leaf) ? nodeAt(lower, parts) : undefined;
      // A whiteout of nothing ends dive's look at the layer.
      if (isWhiteout(leaf) && hidden === undefined) break;
      see(paths, `/${parts.join("/")}`, hidden === undefined ? leaf.size : hiddenBytes(hidden));
    }
    stackOn(below, tree);
  }
  return paths;
}

/** A deleted folder counts with all in it, a deleted file with nothing. */
function hiddenBytes(node: NonNullable<ReturnType<typeof nodeAt>>): number {
  return node.isDir ? bytesBelow(node) : 0;
}

function see(paths: Map<string, SeenPath>, path: string, bytes: number): void {
  const seen = paths.get(path) ?? { path, copies: 0, bytes: 0, least: bytes };
  seen.copies += 1;
  seen.bytes += bytes;
  seen.least = Math.min(seen.least, bytes);
  paths.set(path, seen);
}

function storedBytes(entries: InspectedLayers["layers"][number]["entries"]): number {
  let bytes = 0;
  for (const { size, whiteout } of entries) if (whiteout === undefined) bytes += size;
  return bytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
