import type { FoundNode, TreeNode } from "#server/oci/store/treeNode.ts";
import type { StoredContent } from "./storedContents.ts";
import { nodesBelow } from "./treeChanges.ts";

export interface Totals {
  /** Paths, folders included; without implied ones, which were not counted when they were added. */
  readonly paths: number;
  /** Paths that are not folders. */
  readonly files: number;
  /** Bytes, hard links once. */
  readonly size: number;
}

/** What is at a path and under it. */
export function totalsBelow(found: FoundNode, contentOf: (node: TreeNode) => StoredContent | undefined): Totals {
  const contents = new Set<StoredContent>();
  let paths = 0;
  let files = 0;
  for (const { node } of nodesBelow(found)) {
    if (node.inode.isImplied !== true) paths += 1;
    if (node.children === undefined) files += 1;
    const content = contentOf(node);
    if (content !== undefined) contents.add(content);
  }
  return { paths, files, size: sizeOf(contents) };
}

export function sizeOf(contents: Iterable<StoredContent>): number {
  let size = 0;
  for (const content of contents) size += content.size;
  return size;
}
