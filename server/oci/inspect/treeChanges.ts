import type { Change } from "#contract/image.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import { sameAttributes } from "./sameAttributes.ts";

/** A path of a layer, in its state after the layer. */
export interface PlacedNode extends FoundNode {
  readonly change: Change;
}

export interface TreeChanges {
  /** The paths in the layer. */
  readonly placed: PlacedNode[];
  /** The topmost deleted paths, in their previous state. A path that the layer deletes and adds again is a change. */
  readonly gone: FoundNode[];
  /** Names of files that were added and deleted: one entry for each name. */
  readonly gained: FoundNode[];
  readonly lost: FoundNode[];
}

interface Pair {
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

/** The changes of a layer to the tree below. Unchanged folders are the same object in both, and are skipped. */
export function treeChanges(before: TreeNode, after: TreeNode, layer: number): TreeChanges {
  const changes: TreeChanges = { placed: [], gone: [], gained: [], lost: [] };
  // No recursion: the author of the layer decides how deep folders are nested.
  const waiting: Pair[] = [];
  pushChildren(waiting, { path: "", before, after }, changes);
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    comparePair(pair, layer, changes);
    pushChildren(waiting, pair, changes);
  }
  return changes;
}

/** What a layer changed about the root, which is always there and in no list; undefined if it has no entry for it. */
export function rootChange(before: TreeNode, after: TreeNode, layer: number): Change | undefined {
  const by = placedBy(after);
  return by.layerIndex === layer ? changeOf(before, by) : undefined;
}

/** Every node under a node, itself first, in no particular order. */
export function* nodesBelow(found: FoundNode): Generator<FoundNode> {
  const waiting = [found];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    yield at;
    waiting.push(...childrenOf(at));
  }
}

/** The nodes right under a folder. */
export function* childrenOf({ path, node }: FoundNode): Generator<FoundNode> {
  const prefix = path === "" ? "" : `${path}/`;
  for (const child of node.children?.values() ?? []) yield { path: pathOf(prefix, child), node: child };
}

/** Reuses the path string of the layer's entry if it is equal: there are hundreds of thousands of them. */
function pathOf(prefix: string, node: TreeNode): string {
  const path = prefix + node.name;
  const { entry } = placedBy(node);
  return entry.path === path ? entry.path : path;
}

function pushChildren(waiting: Pair[], { path, before, after }: Pair, changes: TreeChanges): void {
  const [old, now] = [before?.children, after?.children];
  if (old === now) return;
  const prefix = path === "" ? "" : `${path}/`;
  for (const [name, node] of now ?? []) {
    const there = old?.get(name);
    if (there !== node) waiting.push({ path: pathOf(prefix, node), before: there, after: node });
  }
  for (const [name, node] of old ?? []) if (now?.has(name) !== true) remove(pathOf(prefix, node), node, changes);
}

function comparePair({ path, before, after }: Pair, layer: number, { placed, gained, lost }: TreeChanges): void {
  if (after === undefined) return;
  const by = placedBy(after);
  // One path may imply any number of folders: they are listed only if they replace something.
  if (by.layerIndex === layer && (by.isImplied !== true || before !== undefined))
    placed.push({ path, node: after, change: changeOf(before, by) });
  if (before?.inode === after.inode) return;
  if (before !== undefined) lost.push({ path, node: before });
  gained.push({ path, node: after });
}

function remove(path: string, node: TreeNode, { gone, lost }: TreeChanges): void {
  gone.push({ path, node });
  for (const found of nodesBelow({ path, node })) lost.push(found);
}

function changeOf(before: TreeNode | undefined, { entry }: Inode): Change {
  if (before === undefined) return "added";
  // A folder's times change whenever its content does; only its mode and owner show an intended change.
  const isSame = entry.type === "dir" && before.children !== undefined && sameAttributes(before.inode.entry, entry);
  return isSame ? "unchanged" : "changed";
}
