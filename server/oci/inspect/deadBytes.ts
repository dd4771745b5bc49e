import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";
import type { DeadContent, StoredContent } from "./storedContents.ts";

/** Hidden content, and what is at its last name now. */
export interface WastedContent {
  readonly content: StoredContent;
  /** The last name to be removed. */
  readonly path: string;
  readonly hiddenBy: number;
  readonly replacedBy: Replacement | undefined;
}

/** `content` is undefined for anything but a regular file. */
export interface Replacement {
  readonly content: StoredContent | undefined;
}

interface HidingLayer {
  /** The tree after the layer. */
  readonly tree: FileTree;
  readonly hiddenBy: number;
  readonly contentOf: (node: TreeNode) => StoredContent | undefined;
}

/** The contents that a layer hides. Empty files are left out: they waste nothing. */
export function deadBytes(dead: readonly DeadContent[], layer: HidingLayer): WastedContent[] {
  return dead
    .filter(({ content }) => content.size > 0)
    .map(({ content, lastNames }) => ({ content, hiddenBy: layer.hiddenBy, ...lastName(lastNames, layer) }));
}

/** Of several names removed in one layer, a replaced one is more useful; otherwise the first in the alphabet. */
function lastName(names: readonly string[], layer: HidingLayer): Pick<WastedContent, "path" | "replacedBy"> {
  let found: Pick<WastedContent, "path" | "replacedBy"> | undefined;
  for (const path of names) {
    const replacedBy = replacementAt(path, layer);
    const rank = Number(replacedBy !== undefined) - Number(found?.replacedBy !== undefined);
    if (found === undefined || rank > 0 || (rank === 0 && path < found.path)) found = { path, replacedBy };
  }
  return found ?? { path: "", replacedBy: undefined };
}

/** The node at exactly this path, without following links. */
function replacementAt(path: string, { tree, contentOf }: HidingLayer): Replacement | undefined {
  const found = tree.lookup(path, false);
  return found?.path === path ? { content: contentOf(found.node) } : undefined;
}
