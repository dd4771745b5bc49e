import type { Change, FileEntry } from "#contract/image.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";
import { nodePath, type TreeNode } from "./layerTree.ts";

/** A layer's entry as the wire has it: absolute path, permission bits only, bytes of content. */
export function fileEntry(
  entry: LayerEntry,
  { path, change, size, layer }: { path: string; change: Change; size: number; layer: number },
): FileEntry {
  return {
    path: `/${path}`,
    type: entry.type,
    change,
    size,
    mode: entry.mode & 0o7777,
    uid: entry.uid,
    gid: entry.gid,
    mtime: entry.mtime,
    ...(entry.linkTarget !== undefined && { linkTarget: linkTarget(entry.type, entry.linkTarget) }),
    layer,
  };
}

/** A symlink's target is shown as written; a hard link's is a path of the image, as all paths here. */
function linkTarget(type: LayerEntry["type"], target: string): string {
  return type === "hardlink" ? `/${target}` : target;
}

/** A node of the merged tree. A folder that no layer describes belongs to root and is open to all (as extraction makes it). */
export function nodeEntry(node: TreeNode, change: Change): FileEntry {
  const path = nodePath(node);
  const size = node.content?.size ?? 0;
  const layer = Math.max(node.layer, 0);
  if (node.entry) return fileEntry(node.entry, { path, change, size, layer });
  return { path: `/${path}`, type: "dir", change, size, mode: 0o755, uid: 0, gid: 0, mtime: 0, layer };
}
