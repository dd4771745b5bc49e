import type { FileEntry, ImageFiles } from "#contract/image.ts";
import type { TreeKeyRow } from "../../lib/treeKey.ts";
import type { Loadable } from "../../state/image/image.ts";
import { messages } from "./messages.ts";

type Child = ImageFiles["children"][number];

export type FileOrder = "name" | "size";

/** A row of the tree: a file or folder, or a note about a folder that is empty or failed to load. */
export type TreeRow =
  | (TreeKeyRow & { readonly kind: "entry"; readonly entry: Child; readonly note?: false })
  | (TreeKeyRow & { readonly kind: "note"; readonly text: string; readonly note: true });

interface TreeInput {
  /** Loaded folders, by path. */
  readonly folders: Readonly<Record<string, Loadable<ImageFiles>>>;
  readonly expanded: ReadonlySet<string>;
  readonly order: FileOrder;
}

/** The rows in view order, from the root down through the expanded folders. */
export function treeRows(input: TreeInput): TreeRow[] {
  const rows: TreeRow[] = [];
  addFolder("/", 0, input, rows);
  return rows;
}

function addFolder(path: string, depth: number, input: TreeInput, rows: TreeRow[]): void {
  const folder = input.folders[path];
  if (folder?.phase === "failed") rows.push(noteRow(path, depth, folder.problem.title));
  if (folder?.phase !== "ready") return;
  const children = folder.value.children.toSorted(input.order === "size" ? bySize : byName);
  for (const entry of children) {
    const expanded = isFolder(entry) ? input.expanded.has(entry.path) : undefined;
    rows.push({ kind: "entry", key: entry.path, depth, entry, expanded });
    if (expanded) addFolder(entry.path, depth + 1, input, rows);
  }
  if (children.length === 0) rows.push(noteRow(path, depth, messages.emptyFolder));
}

function noteRow(key: string, depth: number, text: string): TreeRow {
  return { kind: "note", note: true, key, depth, text };
}

export function isFolder({ type }: Pick<FileEntry, "type">): boolean {
  return type === "dir";
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1) || "/";
}

function byName(a: Child, b: Child): number {
  if (isFolder(a) !== isFolder(b)) return isFolder(a) ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

function bySize(a: Child, b: Child): number {
  return b.totalSize - a.totalSize || byName(a, b);
}
