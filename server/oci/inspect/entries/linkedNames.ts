import type { Inode, TreeNode } from "#server/oci/store/treeNode.ts";
import { FileNames } from "../fileNames.ts";
import { nodesBelow } from "../treeChanges.ts";

/** The names of the files of a tree that have several. */
export function linkedNames(root: TreeNode): FileNames {
  const linked = new Set(linkedBelow(root));
  const names = new FileNames();
  if (linked.size === 0) return names;
  for (const { node, path } of nodesBelow({ path: "", node: root })) if (linked.has(node.inode)) names.add(node, path);
  return names;
}

const NONE: readonly Inode[] = [];

/** The files that a folder's hard links name, at any depth. Trees share most of their folders: those are looked at once. */
const known = new WeakMap<ReadonlyMap<string, TreeNode>, readonly Inode[]>();

function linkedBelow(root: TreeNode): readonly Inode[] {
  // No recursion: the author of a layer decides how deep folders are nested.
  const waiting = [root];
  for (let at = waiting.at(-1); at !== undefined; at = waiting.at(-1)) {
    const unknown = unknownIn(at);
    if (unknown.length > 0) {
      for (const folder of unknown) waiting.push(folder);
      continue;
    }
    waiting.pop();
    if (at.children !== undefined && !known.has(at.children)) known.set(at.children, collected(at.children));
  }
  return knownIn(root);
}

function unknownIn({ children }: TreeNode): TreeNode[] {
  const unknown: TreeNode[] = [];
  if (children === undefined || known.has(children)) return unknown;
  for (const child of children.values()) {
    if (child.children !== undefined && !known.has(child.children)) unknown.push(child);
  }
  return unknown;
}

function collected(children: ReadonlyMap<string, TreeNode>): readonly Inode[] {
  const found: Inode[] = [];
  for (const child of children.values()) {
    if (child.hardLink !== undefined) found.push(child.inode);
    for (const inode of knownIn(child)) found.push(inode);
  }
  return found.length === 0 ? NONE : found;
}

function knownIn({ children }: TreeNode): readonly Inode[] {
  return (children && known.get(children)) ?? NONE;
}
