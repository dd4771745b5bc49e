import type { Change } from "#contract/image.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/images/treeNode.ts";

/** A path that a layer describes, as it left it. */
export interface PlacedNode extends FoundNode {
  readonly change: Change;
}

export interface TreeChanges {
  /** The paths that the layer describes. */
  readonly placed: PlacedNode[];
  /** The topmost paths that are no more, as they were. A path that the layer put back is a change. */
  readonly gone: FoundNode[];
  /** Names of files that came, that went: once for each name. */
  readonly gained: FoundNode[];
  readonly lost: Inode[];
}

interface Pair {
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

/** What a layer did to the tree before it. Folders that it leaves alone are the same object in both, and not looked at. */
export function treeChanges(before: TreeNode, after: TreeNode, layer: number): TreeChanges {
  const changes: TreeChanges = { placed: [], gone: [], gained: [], lost: [] };
  // No recursion: how deep folders lie is up to whoever made the layer.
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

/** A folder's times change whenever something in it does; only its rights and owner tell that somebody meant it. */
function isSameFolder(a: LayerEntry, b: LayerEntry): boolean {
  return (
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    JSON.stringify(a.xattrs ?? {}) === JSON.stringify(b.xattrs ?? {})
  );
}
