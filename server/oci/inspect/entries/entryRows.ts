import type { Change } from "#contract/image.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import { type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import { treeChanges } from "../treeChanges.ts";

/** A layer's place: the merged files below it and with it. */
export interface LayerStep {
  readonly before: TreeNode;
  readonly after: TreeNode;
  readonly layer: number;
}

/** One path. */
export interface EntryRow {
  readonly node: TreeNode;
  readonly change: Change;
  /** False for a folder that only leads to others: the layer does not have it. */
  readonly isListed: boolean;
}

/**
 * Paths as a walk through folders meets them, names in order: whatever is in a folder follows it, up to its end. Row 0 is
 * the root.
 */
export interface EntryRows {
  readonly rows: readonly EntryRow[];
  /** The row of each row's folder; −1 for the root. */
  readonly parents: readonly number[];
  /** The first row that is not in the folder. */
  readonly ends: readonly number[];
}

interface Item extends EntryRow {
  /** What is there in the tree below. */
  readonly before: TreeNode | undefined;
}

/** The paths that a layer has and deletes, those in deleted folders too, and the folders on the way to them. */
export function rowsOfLayer(step: LayerStep): EntryRows {
  const changes = changesByInode(step);
  return arrange({ node: step.after, before: step.before, change: "unchanged", isListed: false }, (item) =>
    item.change === "deleted" ? insideDeleted(item.node) : insideChanged(item, changes),
  );
}

/** All files up to and including a layer, as a container of that state would show them. */
export function rowsOfRoot(step: LayerStep): EntryRows {
  const changes = changesByInode(step);
  const changeOf = (node: TreeNode): Change => {
    const by = placedBy(node);
    return by.layerIndex === step.layer ? (changes.get(by) ?? "added") : "unchanged";
  };
  return arrange({ node: step.after, before: undefined, change: "unchanged", isListed: false }, ({ node }) =>
    childrenOf(node).map((child) => ({ node: child, before: undefined, change: changeOf(child), isListed: true })),
  );
}

function changesByInode({ before, after, layer }: LayerStep): ReadonlyMap<Inode, Change> {
  return new Map(treeChanges(before, after, layer).placed.map(({ node, change }) => [placedBy(node), change]));
}

function insideDeleted(folder: TreeNode): Item[] {
  return childrenOf(folder).map(deleted);
}

/** Implied folders were not counted when they were added. */
function deleted(node: TreeNode): Item {
  return { node, before: undefined, change: "deleted", isListed: node.inode.isImplied !== true };
}

function insideChanged({ before, node }: Item, changes: ReadonlyMap<Inode, Change>): Item[] {
  const [old, now] = [before?.children, node.children];
  if (old === now) return [];
  const items: Item[] = [];
  for (const child of childrenOf(node)) {
    const there = old?.get(child.name);
    if (there === child) continue;
    const change = changes.get(placedBy(child));
    const unlisted = there === undefined ? "added" : "unchanged";
    items.push({ node: child, before: there, change: change ?? unlisted, isListed: change !== undefined });
  }
  for (const [name, gone] of old ?? []) if (now?.has(name) !== true) items.push(deleted(gone));
  return items;
}

function childrenOf(node: TreeNode): TreeNode[] {
  return [...(node.children?.values() ?? [])];
}

/** No recursion: the author of a layer decides how deep folders are nested. */
function arrange(root: Item, inside: (item: Item) => Item[]): EntryRows {
  const rows: EntryRow[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const open: { readonly row: number; readonly waiting: Item[] }[] = [];
  const enter = (item: Item, parent: number) => {
    const { node, change, isListed } = item;
    // The last one is taken first.
    const waiting = inside(item).sort((a, b) => comparePaths(b.node.name, a.node.name));
    open.push({ row: rows.push({ node, change, isListed }) - 1, waiting });
    parents.push(parent);
    ends.push(0);
  };
  enter(root, -1);
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const next = folder.waiting.pop();
    if (next !== undefined) {
      enter(next, folder.row);
      continue;
    }
    open.pop();
    const leadsNowhere = rows.length === folder.row + 1 && rows[folder.row]?.isListed === false && folder.row > 0;
    if (leadsNowhere) for (const list of [rows, parents, ends]) list.pop();
    else ends[folder.row] = rows.length;
  }
  return { rows, parents, ends };
}
