import type { HierarchyNode } from "d3-hierarchy";
import { hierarchy } from "d3-hierarchy";
import type { ImageMap, MapNode } from "#contract/imageMap.ts";

/** A node of the map with its path and what is in it. */
export interface MapBranch extends MapNode {
  /** Absolute; of `others` that of their folder. */
  readonly path: string;
  readonly children: MapBranch[];
}

/** The nodes as a tree, the folder of the map at its root; undefined for an answer without nodes. */
export function mapTree({ path, nodes }: ImageMap): MapBranch | undefined {
  const branches: MapBranch[] = [];
  for (const node of nodes) {
    const folder = branches[node.parent];
    const own = folder === undefined ? path : `${folder.path === "/" ? "" : folder.path}/${node.name}`;
    const branch = { ...node, path: node.kind === "others" && folder ? folder.path : own, children: [] };
    folder?.children.push(branch);
    branches.push(branch);
  }
  return branches[0];
}

/** For a layout: bytes count at what has nothing in it, the largest first. */
export function sizedTree(root: MapBranch): HierarchyNode<MapBranch> {
  return hierarchy(root)
    .sum(({ children, bytes }) => (children.length > 0 ? 0 : bytes))
    .sort((a, b) => b.data.bytes - a.data.bytes || (a.data.name < b.data.name ? -1 : 1));
}
