import type { Change, FileEntry } from "#contract/image.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, placedBy } from "#server/oci/store/treeNode.ts";

/** A layer's entry in the API: absolute path, permission bits only, bytes of content. */
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

/** A path of the merged tree; `size` is of its content, bytes. */
export function nodeEntry({ path, node }: FoundNode, change: Change, size = 0): FileEntry {
  const { entry, layerIndex } = placedBy(node);
  return fileEntry(entry, { path, change, size, layer: Math.max(layerIndex, 0) });
}
