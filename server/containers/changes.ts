import type { ContainerChange } from "#contract/container.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";
import type { WritableContent } from "./writable.ts";

interface Pair {
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode;
}

/**
 * What `docker diff` prints, sorted by path: the two trees compared as its storage driver does. A folder counts as
 * changed if its mode or owner is another, or if anything in it changed; what is in a deleted folder is not listed.
 */
export function containerChanges({ below, merged }: Pick<WritableContent, "below" | "merged">): ContainerChange[] {
  const changes = new Map<string, ContainerChange>();
  // No recursion: the commands of the container decide how deep folders are nested.
  const waiting: Pair[] = [{ path: "", before: below.root, after: merged.root }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) compareFolders(pair, waiting, changes);
  for (const { path } of [...changes.values()]) addFolders(path, changes);
  return [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compareFolders({ path, before, after }: Pair, waiting: Pair[], changes: Map<string, ContainerChange>): void {
  const [old, now] = [before?.children, after.children];
  // Folders that nothing touched are the same object in both trees.
  if (now === undefined || old === now) return;
  for (const [name, node] of now) {
    const there = old?.get(name);
    if (there === node) continue;
    const child = `${path}/${name}`;
    if (there === undefined) changes.set(child, change(child, "added", node));
    else if (isDifferent(there.inode.entry, node.inode.entry)) changes.set(child, change(child, "changed", node));
    waiting.push({ path: child, before: there, after: node });
  }
  for (const [name, node] of old ?? []) {
    if (!now.has(name)) changes.set(`${path}/${name}`, change(`${path}/${name}`, "deleted", node));
  }
}

function change(path: string, kind: ContainerChange["change"], { inode, hardLink }: TreeNode): ContainerChange {
  const { type, size } = inode.entry;
  return { path, change: kind, type: hardLink === undefined ? type : "hardlink", size };
}

/** Folders whose content changed. Those above a path that is listed already are added for that one. */
function addFolders(path: string, changes: Map<string, ContainerChange>): void {
  for (let at = folderOf(path); at !== "" && !changes.has(at); at = folderOf(at)) {
    changes.set(at, { path: at, change: "changed", type: "dir", size: 0 });
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** As moby's statDifferent: times and sizes of folders say nothing. */
function isDifferent(a: LayerEntry, b: LayerEntry): boolean {
  if (a.type !== b.type || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return true;
  if (a.devMajor !== b.devMajor || a.devMinor !== b.devMinor) return true;
  if (a.xattrs?.[CAPABILITY] !== b.xattrs?.[CAPABILITY]) return true;
  return a.type !== "dir" && (a.size !== b.size || !isSameTime(a.mtime, b.mtime));
}

const CAPABILITY = "security.capability";

/** Tars keep whole seconds: a time without a fraction is the same as any in its second. */
function isSameTime(a: number, b: number): boolean {
  return a === b || (Math.floor(a) === Math.floor(b) && (Number.isInteger(a) || Number.isInteger(b)));
}
