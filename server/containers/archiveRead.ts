import type { FoundNode, Inode } from "#server/oci/store/treeNode.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { ArchivePath } from "./archivePath.ts";
import type { MergedFiles } from "./mergedFiles.ts";

/** A path with everything below it as a tar, as `docker cp` gets it: names begin with the last part of the path. */
export function archiveTar(files: MergedFiles, { found, name }: ArchivePath): Generator<Uint8Array> {
  const base = name === "/" ? "" : name;
  return tarOf(files, found, (below) => (below === "" ? name : `${base}/${below}`));
}

/** The whole root as `docker export` writes it: without the files in volumes. */
export function exportTar(files: MergedFiles): Generator<Uint8Array> {
  return tarOf(files, { path: "", node: files.tree.root }, (below) => (below === "" ? undefined : below));
}

/** `nameOf`: the name of a path below the folder; undefined leaves the entry out. */
function* tarOf(
  files: MergedFiles,
  folder: FoundNode,
  nameOf: (below: string) => string | undefined,
): Generator<Uint8Array> {
  const written = new Map<Inode, string>();
  for (const { path, node } of files.tree.walk(folder)) {
    const name = nameOf(path.slice(folder.path.length).replace(/^\//, ""));
    if (name === undefined) continue;
    const { inode } = node;
    const first = inode.entry.type === "dir" ? undefined : written.get(inode);
    if (first === undefined) {
      // A file that is gone by now is left out.
      if (yield* member(files, inode, name)) written.set(inode, name);
    } else {
      const { xattrs: _xattrs, ...entry } = inode.entry;
      yield tarHeader({ ...entry, path: name, type: "hardlink", size: 0, linkTarget: first });
    }
  }
  yield TAR_END;
}

function* member(files: MergedFiles, inode: Inode, name: string): Generator<Uint8Array, boolean> {
  const { entry } = inode;
  const size = entry.type === "file" ? entry.size : 0;
  const content = size === 0 ? [] : files.content(inode);
  if (content === undefined) return false;
  yield tarHeader({ ...entry, path: name, size });
  yield* content;
  yield tarPadding(size);
  return true;
}
