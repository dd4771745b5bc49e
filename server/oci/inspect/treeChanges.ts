import type { Change } from "#contract/image.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";

/** A path of a layer, in its state after the layer. */
export interface PlacedNode extends FoundNode {
  readonly change: Change;
}

export interface TreeChanges {
  /** The paths in the layer. */
  readonly placed: PlacedNode[];
  /** The topmost deleted paths, as they were. A path that the layer deletes and adds again is a change. */
  readonly gone: FoundNode[];
  /** Names of files that were added and deleted: one entry for each name. */
  readonly gained: FoundNode[];
  readonly lost: Inode[];
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

/** Every node under `node`, itself first, in no particular order. */
export function* nodesBelow(node: TreeNode): Generator<TreeNode> {
  const waiting = [node];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    yield at;
    if (at.children !== undefined) for (const child of at.children.values()) waiting.push(child);
  }
}

function pushChildren(waiting: Pair[], { path, before, after }: Pair, changes: TreeChanges): void {
  const [old, now] = [before?.children, after?.children];
  if (old === now) return;
  const prefix = path === "" ? "" : `${path}/`;
  for (const [name, node] of now ?? []) {
    const there = old?.get(name);
    if (there !== node) waiting.push({ path: prefix + name, before: there, after: node });
  }
  for (const [name, node] of old ?? []) if (now?.has(name) !== true) remove(prefix + name, node, changes);
}

function comparePair({ path, before, after }: Pair, layer: number, { placed, gained, lost }: TreeChanges): void {
  if (after === undefined) return;
  const by = placedBy(after);
  if (by.layerIndex === layer && by.isImplied !== true)
    placed.push({ path, node: after, change: changeOf(before, by) });
  if (before?.inode === after.inode) return;
  if (before !== undefined) lost.push(before.inode);
  gained.push({ path, node: after });
}

function remove(path: string, node: TreeNode, { gone, lost }: TreeChanges): void {
  gone.push({ path, node });
  for (const { inode } of nodesBelow(node)) lost.push(inode);
}

function changeOf(before: TreeNode | undefined, { entry }: Inode): Change {
  if (before === undefined) return "added";
  const isSame = entry.type === "dir" && before.children !== undefined && isSameFolder(before.inode.entry, entry);
  return isSame ? "unchanged" : "changed";
}

/** A folder's times change whenever its content does; only its mode and owner show an intended change. */
function isSameFolder(a: LayerEntry, b: LayerEntry): boolean {
  return (
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    JSON.stringify(a.xattrs ?? {}) === JSON.stringify(b.xattrs ?? {})
  );
}
