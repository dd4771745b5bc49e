import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import type { Page } from "../layerFiles.ts";
import { treeAt } from "./treeAt.ts";

/** Something in a folder, or the folder itself: what a tar needs to know of it. */
export interface FolderRow extends Omit<LayerEntry, "path" | "whiteout"> {
  /** Relative to the root; "" is the root. */
  readonly path: string;
  /** The layer that made this name (index). */
  readonly placedIn: number;
  /** The layer that holds the bytes. */
  readonly holder: Digest;
  /** For all names of a file but the first: that one. */
  readonly linkTo?: string;
}

/** A page of what is in a folder, the folder first, each folder before what is in it. */
export interface FolderPage {
  /** The folder's real path, relative to the root. */
  readonly folder: string;
  readonly rows: readonly FolderRow[];
  readonly total: number;
}

/** What is at a path as a layer shows it, with all below it. A symbolic link is followed. Undefined if nothing is there. */
export function folderRows(
  image: InspectedLayers,
  path: string,
  { layer, from, limit }: Page & { readonly layer?: number | undefined },
): FolderPage | undefined {
  const found = treeAt(image, layer)?.lookup(path);
  if (!found) return undefined;
  const all = rowsBelow(found);
  return { folder: found.path, rows: all.slice(from, from + limit), total: all.length };
}

/** Once for all pages. A node has one path, also if several trees share it. */
const known = new WeakMap<TreeNode, readonly FolderRow[]>();

function rowsBelow(top: FoundNode): readonly FolderRow[] {
  const kept = known.get(top.node);
  if (kept) return kept;
  const first = new Map<Inode, string>();
  const rows = inOrder(top).map((found) => {
    const { node, path } = found;
    const linkTo = node.children ? undefined : first.get(node.inode);
    if (linkTo === undefined) first.set(node.inode, path);
    return rowOf(found, linkTo);
  });
  known.set(top.node, rows);
  return rows;
}

function rowOf({ path, node }: FoundNode, linkTo: string | undefined): FolderRow {
  const { whiteout: _, ...entry } = node.inode.entry;
  return {
    ...entry,
    path,
    placedIn: Math.max(placedBy(node).layerIndex, 0),
    holder: node.inode.layer,
    ...(linkTo !== undefined && { linkTo }),
  };
}

/** No recursion: the author of a layer decides how deep folders are nested. */
function inOrder(top: FoundNode): FoundNode[] {
  const found: FoundNode[] = [];
  const waiting = [top];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    found.push(at);
    const prefix = at.path === "" ? "" : `${at.path}/`;
    const children = [...(at.node.children?.values() ?? [])].sort((a, b) => (a.name < b.name ? 1 : -1));
    for (const node of children) waiting.push({ path: prefix + node.name, node });
  }
  return found;
}
