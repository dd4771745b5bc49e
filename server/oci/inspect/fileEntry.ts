import type { Change, FileEntry } from "#contract/image.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

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

/** A symlink's target verbatim; a hard link's is a path of the image, like all paths here. */
function linkTarget(type: LayerEntry["type"], target: string): string {
  return type === "hardlink" ? `/${target}` : target;
}
