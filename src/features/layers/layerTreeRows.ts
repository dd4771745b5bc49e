import type { TreeKeyRow } from "../../lib/treeKey.ts";
import type { LayerNode } from "./layerTree.ts";

/** What a layer did, or all files up to it. */
export type LayerScope = "layer" | "tree";
export type LayerFileOrder = "path" | "size";

export interface LayerTreeRow extends TreeKeyRow {
  readonly node: LayerNode;
}

/** Folders are unfolded from the top while no more rows than this show. */
const UNFOLDED_ROWS = 40;

/** The rows in view order. `turned` are the folders that a person folded or unfolded. */
export function layerTreeRows(
  nodes: readonly LayerNode[],
  order: LayerFileOrder,
  turned: ReadonlyMap<string, boolean>,
): LayerTreeRow[] {
  const unfolded = unfoldedFolders(nodes);
  const rows: LayerTreeRow[] = [];
  const add = (inside: readonly LayerNode[], depth: number) => {
    for (const node of order === "path" ? inside : inside.toSorted(bySize)) {
      if (node.children.length === 0) {
        rows.push({ key: node.path, depth, node });
        continue;
      }
      const expanded = turned.get(node.path) ?? unfolded.has(node.path);
      rows.push({ key: node.path, depth, node, expanded });
      if (expanded) add(node.children, depth + 1);
    }
  };
  add(nodes, 0);
  return rows;
}

function unfoldedFolders(nodes: readonly LayerNode[]): ReadonlySet<string> {
  const unfolded = new Set<string>();
  let shown = nodes.length;
  for (let level = nodes; level.length > 0; level = level.flatMap((node) => node.children)) {
    shown += level.reduce((sum, node) => sum + node.children.length, 0);
    if (shown > UNFOLDED_ROWS) return unfolded;
    for (const node of level) unfolded.add(node.path);
  }
  return unfolded;
}

function bySize(a: LayerNode, b: LayerNode): number {
  return b.size + b.hidden - (a.size + a.hidden) || (a.path < b.path ? -1 : 1);
}
