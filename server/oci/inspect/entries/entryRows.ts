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
  /** What is there in the tree below the layer, of what the layer changed. */
  readonly before: TreeNode | undefined;
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

/** The paths that a layer has and deletes, those in deleted folders too, and the folders on the way to them. */
export function rowsOfLayer(step: LayerStep): EntryRows {
  const changes = changesByInode(step);
  return arrange(rootRow(step), (row) =>
    row.change === "deleted" ? sortedChildren(row.node).map(deleted) : insideChanged(row, changes),
  );
}

/** All files up to and including a layer, as a container of that state would show them. */
export function rowsOfRoot(step: LayerStep): EntryRows {
  const changes = changesByInode(step);
  return arrange(rootRow(step), ({ node, before }) =>
    sortedChildren(node).map((child): EntryRow => {
      const there = before?.children?.get(child.name);
      return { node: child, before: there, change: changeIn(child, there, changes), isListed: true };
    }),
  );
}

/** An implied folder is in no list of changes. */
function changeIn(node: TreeNode, before: TreeNode | undefined, changes: ReadonlyMap<Inode, Change>): Change {
  if (node === before) return "unchanged";
  return changes.get(placedBy(node)) ?? (before === undefined ? "added" : "unchanged");
}

function rootRow({ before, after }: LayerStep): EntryRow {
  return { node: after, before, change: "unchanged", isListed: false };
}

function changesByInode({ before, after, layer }: LayerStep): ReadonlyMap<Inode, Change> {
  return new Map(treeChanges(before, after, layer).placed.map(({ node, change }) => [placedBy(node), change]));
}

/** Implied folders were not counted when they were added. */
function deleted(node: TreeNode): EntryRow {
  return { node, before: undefined, change: "deleted", isListed: node.inode.isImplied !== true };
}

function insideChanged({ before, node }: EntryRow, changes: ReadonlyMap<Inode, Change>): EntryRow[] {
  const [old, now] = [before?.children, node.children];
  if (old === now) return [];
  const rows: EntryRow[] = [];
  for (const child of sortedChildren(node)) {
    const there = old?.get(child.name);
    if (there === child) continue;
    rows.push({
      node: child,
      before: there,
      change: changeIn(child, there, changes),
      isListed: changes.has(placedBy(child)),
    });
  }
  const gone = [...(old?.values() ?? [])].filter(({ name }) => now?.has(name) !== true);
  return gone.length === 0 ? rows : [...rows, ...gone.map(deleted)].sort(byName);
}

function byName(a: EntryRow, b: EntryRow): number {
  return comparePaths(a.node.name, b.node.name);
}

const NONE: readonly TreeNode[] = [];

/** Trees share most of their folders: those are sorted once. */
const sorted = new WeakMap<ReadonlyMap<string, TreeNode>, readonly TreeNode[]>();

function sortedChildren({ children }: TreeNode): readonly TreeNode[] {
  if (children === undefined) return NONE;
  const known = sorted.get(children);
  if (known !== undefined) return known;
  const list = [...children.values()].sort((a, b) => comparePaths(a.name, b.name));
  sorted.set(children, list);
  return list;
}

/** No recursion: the author of a layer decides how deep folders are nested. `inside` gives rows in order. */
function arrange(root: EntryRow, inside: (row: EntryRow) => readonly EntryRow[]): EntryRows {
  const rows: EntryRow[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const open: { readonly row: number; readonly items: readonly EntryRow[]; next: number }[] = [];
  const enter = (row: EntryRow, parent: number) => {
    const index = rows.push(row) - 1;
    parents.push(parent);
    ends.push(index + 1);
    open.push({ row: index, items: inside(row), next: 0 });
  };
  enter(root, -1);
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const item = folder.items[folder.next];
    folder.next += 1;
    if (item !== undefined) {
      enter(item, folder.row);
      continue;
    }
    open.pop();
    const leadsNowhere = rows.length === folder.row + 1 && rows[folder.row]?.isListed === false && folder.row > 0;
    if (leadsNowhere) for (const list of [rows, parents, ends]) list.pop();
    else ends[folder.row] = rows.length;
  }
  return { rows, parents, ends };
}
