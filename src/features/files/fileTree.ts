import type { WorkspaceFile } from "#contract/workspace.ts";
import { foldersOf, nameOf, partsOf } from "../../lib/contextPath.ts";

/** A row of the tree, with what ARIA needs to know about it. */
export interface FileRow {
  readonly path: string;
  readonly name: string;
  readonly kind: WorkspaceFile["kind"];
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly size: number;
  /** Undefined unless it is a folder. */
  readonly expanded?: boolean;
}

interface Node {
  readonly path: string;
  readonly file: WorkspaceFile | undefined;
  readonly children: Map<string, Node>;
}

/** The visible rows: the Dockerfile and its .dockerignore first, then folders, then files, each by name. */
export function fileRows(
  files: readonly WorkspaceFile[],
  dockerfile: string,
  collapsed: ReadonlySet<string>,
): FileRow[] {
  return rowsOf(treeOf(files), dockerfile, collapsed, 1);
}

/** A folder with more files than this, at any depth, starts folded. */
export const MANY_FILES = 50;

/** How many files are below each folder, at any depth. */
export function folderSizes(files: readonly WorkspaceFile[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { path, kind } of files) {
    for (const folder of foldersOf(path)) sizes.set(folder, (sizes.get(folder) ?? 0) + (kind === "folder" ? 0 : 1));
  }
  return sizes;
}

function treeOf(files: readonly WorkspaceFile[]): Node {
  const root: Node = { path: "", file: undefined, children: new Map() };
  for (const file of files) {
    let node = root;
    for (const [index, part] of partsOf(file.path).entries()) {
      const path = node.path === "" ? part : `${node.path}/${part}`;
      const last = index === partsOf(file.path).length - 1;
      const known = node.children.get(part);
      const next = known
        ? { ...known, file: last ? file : known.file }
        : { path, file: last ? file : undefined, children: new Map() };
      node.children.set(part, next);
      node = next;
    }
  }
  return root;
}

function rowsOf(node: Node, dockerfile: string, collapsed: ReadonlySet<string>, level: number): FileRow[] {
  const children = [...node.children.values()].sort((a, b) => compare(a, b, dockerfile));
  return children.flatMap((child, index): FileRow[] => {
    const isFolder = !child.file || child.file.kind === "folder";
    const expanded = !collapsed.has(child.path);
    const row: FileRow = {
      path: child.path,
      name: nameOf(child.path),
      kind: child.file?.kind ?? "folder",
      level,
      position: index + 1,
      setSize: children.length,
      size: child.file?.size ?? 0,
      ...(isFolder && { expanded }),
    };
    return isFolder && expanded ? [row, ...rowsOf(child, dockerfile, collapsed, level + 1)] : [row];
  });
}

function compare(a: Node, b: Node, dockerfile: string): number {
  const byRank = rank(a, dockerfile) - rank(b, dockerfile);
  return byRank || a.path.localeCompare(b.path, "en", { numeric: true });
}

function rank({ path, file }: Node, dockerfile: string): number {
  if (path === dockerfile) return 0;
  if (path === ".dockerignore" || path === `${dockerfile}.dockerignore`) return 1;
  return !file || file.kind === "folder" ? 2 : 3;
}
