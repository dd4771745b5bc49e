import { posix } from "node:path";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FoundNode } from "#server/oci/store/treeNode.ts";
import { nameToBytes } from "#server/oci/tar/fileName.ts";
import type { PathStat } from "./containers.ts";

/** A path of `docker cp`, found in a container's files. */
export interface ArchivePath {
  readonly found: FoundNode;
  /** Its last part; `.` if the path ends with `/.`. */
  readonly name: string;
}

/** Who asks for which path, for messages. */
export interface AskedPath {
  /** The container, as the person named it. */
  readonly container: string;
  readonly path: string;
}

/**
 * As the engine resolves a path in a container: `..` in the text first, then symlinks inside the root; a symlink at the
 * end only if the path ends with a slash. Throws a ProblemError (container/path).
 */
export function findArchivePath(tree: FileTree, { container, path }: AskedPath): ArchivePath {
  const clean = posix.normalize(`/${path}`);
  const hasDot = path === "." || path.endsWith("/.");
  const entersFolder = hasDot || clean.endsWith("/");
  const found = tree.lookup(clean, entersFolder);
  if (found === undefined) throw pathNotFound({ container, path });
  if (entersFolder && found.node.children === undefined) throw notAFolder(path);
  const name = hasDot ? "." : (clean.replace(/\/+$/, "").split("/").at(-1) ?? "");
  return { found, name: name === "" ? "/" : name };
}

export function pathNotFound({ container, path }: AskedPath): ProblemError {
  return problemError("container/path", `Could not find the file ${path} in container ${container}`, {
    next: "Check the path: docker exec shows what is there.",
  });
}

function notAFolder(path: string): ProblemError {
  return problemError("container/path", `lstat ${path}: not a directory`, { next: "Leave out the slash at its end." });
}

/** Bits of Go's os.FileMode. */
const GO_TYPE: Partial<Record<LayerEntry["type"], number>> = {
  dir: 2 ** 31,
  symlink: 2 ** 27,
  block: 2 ** 26,
  char: 2 ** 26 + 2 ** 21,
  fifo: 2 ** 25,
};
const GO_SPECIAL = [
  [0o4000, 2 ** 23],
  [0o2000, 2 ** 22],
  [0o1000, 2 ** 20],
] as const;
/** What a folder's size is on most file systems. */
const FOLDER_SIZE = 4096;

export function statOf(tree: FileTree, { found, name }: ArchivePath): PathStat {
  const { entry } = found.node.inode;
  const special = GO_SPECIAL.reduce((sum, [bit, go]) => sum + ((entry.mode & bit) === 0 ? 0 : go), 0);
  return {
    name,
    size: sizeOf(entry),
    mode: (entry.mode & 0o777) + special + (GO_TYPE[entry.type] ?? 0),
    mtime: new Date(entry.mtime * 1000),
    linkTarget: entry.type === "symlink" ? linkedPath(tree, found) : "",
  };
}

function sizeOf({ type, size, linkTarget = "" }: LayerEntry): number {
  if (type === "dir") return FOLDER_SIZE;
  return type === "symlink" ? nameToBytes(linkTarget).length : size;
}

/** Where a symlink leads, as a path in the container, whether or not the target exists. */
function linkedPath(tree: FileTree, { path, node }: FoundNode): string {
  const target = tree.lookup(path)?.path;
  if (target !== undefined) return `/${target}`;
  return posix.resolve(`/${posix.dirname(path)}`, node.inode.entry.linkTarget ?? "");
}
