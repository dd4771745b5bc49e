import type { WritableLayer } from "#contract/container.ts";
import type { FileEntry, LayerFiles } from "#contract/image.ts";
import { fileEntry } from "#server/oci/inspect/fileEntry.ts";
import type { Page } from "#server/oci/inspect/layerFiles.ts";
import { nodesBelow, treeChanges } from "#server/oci/inspect/treeChanges.ts";
import { type FoundNode, type Inode, placedBy } from "#server/oci/store/treeNode.ts";
import type { WritableContent } from "./writable.ts";

/** The numbers of a writable layer, counted as those of an image's layers are; `bytes` as in `docker ps --size`. */
export function writableTotals(content: WritableContent): WritableLayer {
  const { placed, gone } = changesOf(content);
  return {
    bytes: content.entries.reduce((sum, { type, size }) => sum + (type === "file" ? size : 0), 0),
    added: placed.filter(({ change }) => change === "added").length,
    changed: placed.filter(({ change }) => change === "changed").length,
    deleted: gone.reduce((sum, found) => sum + totalsOf(found).paths, 0),
  };
}

/** Its paths and those it deletes (a folder as one entry), sorted by path: like an image's layer, on top of all others. */
export function writableFiles(content: WritableContent, { from, limit }: Page): LayerFiles {
  const { placed, gone } = changesOf(content);
  const layer = content.below.layers.length;
  const there = placed.map(({ path, node, change }): FileEntry => {
    return fileEntry(placedBy(node).entry, { path, change, size: node.inode.entry.size, layer });
  });
  const deleted = gone.map((found): FileEntry => {
    const { files, bytes } = totalsOf(found);
    const entry = fileEntry(placedBy(found.node).entry, { path: found.path, change: "deleted", size: bytes, layer });
    return found.node.children === undefined ? entry : { ...entry, files };
  });
  const all = [...there, ...deleted].sort((a, b) => (a.path < b.path ? -1 : 1));
  const entries = all.slice(from, from + limit);
  return { layer, entries, truncated: from + entries.length < all.length, total: all.length };
}

function changesOf({ below, merged }: WritableContent) {
  return treeChanges(below.root, merged.root, below.layers.length);
}

/** `files` without folders; bytes of hard links once. */
function totalsOf(found: FoundNode): { paths: number; files: number; bytes: number } {
  const inodes = new Set<Inode>();
  let [paths, files] = [0, 0];
  for (const { node } of nodesBelow(found)) {
    paths += 1;
    if (node.children === undefined) files += 1;
    inodes.add(node.inode);
  }
  return { paths, files, bytes: [...inodes].reduce((sum, { entry }) => sum + entry.size, 0) };
}
