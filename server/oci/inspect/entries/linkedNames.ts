import type { FoundNode, Inode, TreeNode } from "#server/oci/store/treeNode.ts";
import { FileNames } from "../fileNames.ts";
import { nodesBelow } from "../treeChanges.ts";

/** The names of the files of a tree that have several. */
export function linkedNames(root: TreeNode): FileNames {
  const linked = new Set<Inode>();
  for (const { node } of nodesBelow({ path: "", node: root })) if (node.hardLink !== undefined) linked.add(node.inode);
  const names = new FileNames();
  if (linked.size === 0) return names;
  for (const found of nodesBelow({ path: "", node: root }))
    if (isOneOf(linked, found)) names.add(found.node, found.path);
  return names;
}

function isOneOf(linked: ReadonlySet<Inode>, { node }: FoundNode): boolean {
  return linked.has(node.inode);
}
