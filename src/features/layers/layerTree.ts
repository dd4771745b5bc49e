import type { FileEntry } from "#contract/image.ts";

/** A path of a layer, or the folders on the way to several. */
export interface LayerNode {
  readonly path: string;
  /** From the node above it; folders without changes are joined with their content. */
  readonly label: string;
  /** Undefined for a folder that the layer does not list. */
  readonly entry?: FileEntry;
  readonly children: readonly LayerNode[];
  /** Bytes of its files after the layer, and of those that it deleted. */
  readonly size: number;
  readonly hidden: number;
  /** Entries in it, itself included. */
  readonly count: number;
}

interface Branch {
  entry?: FileEntry;
  readonly children: Map<string, Branch>;
}

/** The entries of a layer as a tree, in the order of their paths. */
export function layerTree(entries: readonly FileEntry[]): LayerNode[] {
  const root: Branch = { children: new Map() };
  for (const entry of entries) branchAt(root, entry.path).entry = entry;
  const nodes = nodesIn(root, "/");
  return root.entry ? [nodeOf({ entry: root.entry, children: new Map() }, "/", "/"), ...nodes] : nodes;
}

function branchAt(root: Branch, path: string): Branch {
  let at = root;
  for (const name of path.split("/").filter((part) => part !== "")) {
    const next = at.children.get(name) ?? { children: new Map() };
    at.children.set(name, next);
    at = next;
  }
  return at;
}

function nodesIn(branch: Branch, prefix: string): LayerNode[] {
  const isTop = prefix === "/";
  return [...branch.children]
    .map(([name, child]) => nodeOf(child, prefix + name, isTop ? `/${name}` : name))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Nesting is as deep as a path is long, so recursion is safe. */
function nodeOf(branch: Branch, path: string, label: string): LayerNode {
  const [only] = branch.children.size === 1 ? branch.children : [];
  if (only && !isTold(branch.entry)) return nodeOf(only[1], `${path}/${only[0]}`, `${label}/${only[0]}`);
  const children = nodesIn(branch, `${path}/`);
  const { entry } = branch;
  const own = entry?.type === "dir" && entry.change !== "deleted" ? 0 : (entry?.size ?? 0);
  const isHidden = entry?.change === "deleted";
  return {
    path,
    label,
    ...(entry && { entry }),
    children,
    size: sum(children, "size") + (isHidden ? 0 : own),
    hidden: sum(children, "hidden") + (isHidden ? own : 0),
    count: sum(children, "count") + (isTold(entry) ? 1 : 0),
  };
}

function isTold(entry: FileEntry | undefined): boolean {
  return entry !== undefined && entry.change !== "unchanged";
}

/** Entries of folders that only got a new time, and nothing listed is in them. */
export function timeOnly(entries: readonly FileEntry[]): readonly FileEntry[] {
  const holding = new Set<string>();
  for (const { path, change } of entries) {
    if (change === "unchanged") continue;
    for (let at = parentOf(path); at !== undefined && !holding.has(at); at = parentOf(at)) holding.add(at);
  }
  return entries.filter(({ path, change }) => change === "unchanged" && !holding.has(path));
}

function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? undefined : path.slice(0, slash);
}

function sum(nodes: readonly LayerNode[], key: "size" | "hidden" | "count"): number {
  return nodes.reduce((total, node) => total + node[key], 0);
}
