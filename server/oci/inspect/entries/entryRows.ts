import type { Change } from "#contract/image.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import { type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import { treeChanges } from "../treeChanges.ts";
import { type EntryRows, type Row, RowColumns } from "./rowColumns.ts";

/** A layer's place: the merged files below it and with it. */
export interface LayerStep {
  readonly before: TreeNode;
  readonly after: TreeNode;
  readonly layer: number;
}

/** A folder whose content is being walked. */
interface OpenFolder {
  readonly row: number;
  readonly now: TreeNode;
  readonly before: TreeNode | undefined;
  readonly isDeleted: boolean;
  readonly items: readonly TreeNode[];
  next: number;
}

/**
 * Of a layer, the paths that it has and deletes, those in deleted folders too, and the folders on the way to them. Of a root,
 * all files up to the layer, as a container of that state would show them.
 */
export function entryRows(step: LayerStep, of: "layer" | "root"): EntryRows {
  const { placed } = treeChanges(step.before, step.after, step.layer);
  const changes = new Map(placed.map(({ node, change }) => [placedBy(node), change]));
  const columns = new RowColumns();
  // No recursion: the author of a layer decides how deep folders are nested.
  const open: OpenFolder[] = [];
  const enter = (now: TreeNode, before: TreeNode | undefined, parent: number, mark: Row) => {
    const row = columns.add(now, before, parent, mark);
    const isDeleted = mark.change === "deleted";
    const items = of === "root" || isDeleted ? sortedChildren(now) : differentChildren(now, before);
    if (items.length === 0) columns.close(row);
    else open.push({ row, now, before, isDeleted, items, next: 0 });
  };
  enter(step.after, step.before, -1, UNLISTED);
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const item = folder.items[folder.next];
    folder.next += 1;
    if (item === undefined) {
      columns.close(folder.row);
      open.pop();
      continue;
    }
    const isDeleted = folder.isDeleted || folder.now.children?.get(item.name) !== item;
    const there = isDeleted ? undefined : folder.before?.children?.get(item.name);
    const mark = isDeleted ? deleted(item) : shown(item, there, changes);
    enter(item, there, folder.row, of === "root" ? LISTED[mark.change] : mark);
  }
  return columns;
}

const UNLISTED: Row = { change: "unchanged", isListed: false };
const LISTED: Record<Change, Row> = {
  added: { change: "added", isListed: true },
  changed: { change: "changed", isListed: true },
  deleted: { change: "deleted", isListed: true },
  unchanged: { change: "unchanged", isListed: true },
};

/** Implied folders were not counted when they were added. */
function deleted({ inode }: TreeNode): Row {
  return inode.isImplied === true ? { change: "deleted", isListed: false } : LISTED.deleted;
}

/** An implied folder is in no list of changes. */
function shown(node: TreeNode, before: TreeNode | undefined, changes: ReadonlyMap<Inode, Change>): Row {
  if (node === before) return UNLISTED;
  const change = changes.get(placedBy(node));
  if (change !== undefined) return LISTED[change];
  return before === undefined ? { change: "added", isListed: false } : UNLISTED;
}

/** The names that a layer may have changed, and those that it deleted. */
function differentChildren(now: TreeNode, before: TreeNode | undefined): readonly TreeNode[] {
  const [old, children] = [before?.children, now.children];
  if (old === children) return NONE;
  const different = sortedChildren(now).filter((child) => old?.get(child.name) !== child);
  const gone = [...(old?.values() ?? [])].filter(({ name }) => children?.has(name) !== true);
  return gone.length === 0 ? different : [...different, ...gone].sort(byName);
}

function byName(a: TreeNode, b: TreeNode): number {
  return comparePaths(a.name, b.name);
}

const NONE: readonly TreeNode[] = [];

/** Trees share most of their folders: those are sorted once. */
const sorted = new WeakMap<ReadonlyMap<string, TreeNode>, readonly TreeNode[]>();

function sortedChildren({ children }: TreeNode): readonly TreeNode[] {
  if (children === undefined) return NONE;
  const known = sorted.get(children);
  if (known !== undefined) return known;
  const list = [...children.values()].sort(byName);
  sorted.set(children, list);
  return list;
}
