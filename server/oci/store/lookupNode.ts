import type { FoundNode, TreeNode } from "./treeNode.ts";

/** The limit of Linux (MAXSYMLINKS). */
export const MAX_LINKS = 40;
/** Parts of a path that name no child of their folder. */
const STAYS = new Set(["", ".", ".."]);

/** See FileTree.lookup. `..` at the root stays there, as in a chroot. */
export function lookupNode(root: TreeNode, path: string, followLast: boolean): FoundNode | undefined {
  let waiting = path.split("/").reverse();
  let trail: TreeNode[] = [root];
  let links = 0;
  while (waiting.length > 0) {
    const part = waiting.pop() ?? "";
    if (part === ".." && trail.length > 1) trail.pop();
    if (STAYS.has(part)) continue;
    const node = trail.at(-1)?.children?.get(part);
    if (node === undefined) return undefined;
    const target = node.inode.entry.type === "symlink" ? node.inode.entry.linkTarget : undefined;
    if (target === undefined || (!followLast && isEnd(waiting))) {
      trail.push(node);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) return undefined;
    if (target.startsWith("/")) trail = [root];
    waiting = [...waiting, ...target.split("/").reverse()];
  }
  const node = trail.at(-1) ?? root;
  return {
    path: trail
      .slice(1)
      .map((step) => step.name)
      .join("/"),
    node,
  };
}

function isEnd(waiting: readonly string[]): boolean {
  return waiting.every((rest) => rest === "" || rest === ".");
}
