import type { LayerItem } from "./layerItems.ts";
import { isFolder, kindOf, type Name, parentOf, type Stored, type Tree } from "./merge.ts";

export type Change = "added" | "changed" | "deleted" | "unchanged";

/** A path that a layer has or deleted. */
export interface ChangedPath {
  readonly path: string;
  readonly change: Change;
  /** After the layer; before it if it was deleted. */
  readonly name: Name;
}

export interface LayerChanges {
  readonly paths: readonly ChangedPath[];
  /** Regular files that the layer stores and shows. */
  readonly shown: ReadonlySet<Stored>;
}

/** The changes of a layer, from the trees before and after it. */
export function layerChanges(before: Tree, after: Tree, layer: number): LayerChanges {
  const paths: ChangedPath[] = [];
  const shown = new Set<Stored>();
  for (const [path, name] of after) {
    if (path === "") continue;
    if (name.stored.layer === layer && kindOf(name) === "file") shown.add(name.stored);
    // An implied folder is in the list only if it replaces something.
    const isListed = name.by.item !== undefined || before.has(path);
    if (name.by.layer === layer && isListed) paths.push({ path, change: changeOf(before.get(path), name), name });
  }
  for (const [path, name] of before) {
    if (!after.has(path) && after.has(parentOf(path))) paths.push({ path, change: "deleted", name });
  }
  return { paths, shown };
}

export function changeOf(before: Name | undefined, after: Name): Change {
  if (before === undefined) return "added";
  if (!isFolder(before) || !isFolder(after)) return "changed";
  return sameAttributes(before.by.item, after.by.item) ? "unchanged" : "changed";
}

/** Mode, owner, and extended attributes, but not the time, which a folder gets with every change in it. */
export function sameAttributes(a: LayerItem | undefined, b: LayerItem | undefined): boolean {
  return attributesOf(a) === attributesOf(b);
}

function attributesOf(item: LayerItem | undefined): string {
  const { mode = 0o755, uid = 0, gid = 0, xattrs = [] } = item ?? {};
  return JSON.stringify([mode, uid, gid, [...xattrs].sort()]);
}

/** The paths at and below `path` that are not folders, and the files that they name. */
export function filesBelow(tree: Tree, path: string): { readonly count: number; readonly stored: ReadonlySet<Stored> } {
  const stored = new Set<Stored>();
  const single = tree.get(path);
  if (single !== undefined && !isFolder(single)) return { count: 1, stored: stored.add(single.stored) };
  let count = 0;
  for (const [key, name] of tree) {
    if (isFolder(name) || !(key === path || path === "" || key.startsWith(`${path}/`))) continue;
    count += 1;
    stored.add(name.stored);
  }
  return { count, stored };
}

/** The number of paths at and below `path` that some layer has an item for. */
export function pathsBelow(tree: Tree, path: string): number {
  const single = tree.get(path);
  const below = isFolder(single)
    ? [...tree].filter(([key]) => key === path || key.startsWith(`${path}/`))
    : [[path, single] as const];
  return below.filter(([, name]) => name?.by.item !== undefined).length;
}

export function bytesOf(stored: Iterable<Stored>): number {
  return [...stored].reduce((sum, { item }) => sum + (item?.content.size ?? 0), 0);
}
