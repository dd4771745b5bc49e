import type { ComparedPackages } from "#contract/imageComparison.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";
import type { FoundDatabase } from "./findDatabases.ts";
import type { Package } from "./packageList.ts";
import { rpmBlobs } from "./rpmBlobs.ts";
import { readRpmHeader } from "./rpmHeader.ts";
import { readApk, readDpkg, readNpm, readPython } from "./textDatabases.ts";

/** Largest database, and largest file of one package, bytes. */
const MAX_DATABASE = 128 * 1024 * 1024;
const MAX_TEXT = 32 * 1024 * 1024;
const MAX_SINGLE = 1024 * 1024;

/** A file's bytes. */
export type ReadFile = (inode: Inode) => Uint8Array;
export type Unread = ComparedPackages["unread"][number]["why"];

const READERS = { dpkg: readDpkg, apk: readApk, pip: readPython, npm: readNpm } as const;

/** The packages that a file names, or why it was not read. */
export function readPackages(
  { system, path, inode, place, format }: FoundDatabase,
  tree: FileTree,
  read: ReadFile,
): Package[] | Unread {
  const { size } = inode.entry;
  if (size > (place !== undefined ? MAX_SINGLE : system === "rpm" ? MAX_DATABASE : MAX_TEXT)) return "too-large";
  if (system === "rpm") {
    const log = tree.lookup(`${path}-wal`, false)?.node.inode;
    if (log !== undefined && log.entry.size > MAX_DATABASE) return "too-large";
    const isLogged = log?.entry.type === "file";
    const blobs = rpmBlobs(format ?? "sqlite", { database: read(inode), log: isLogged ? read(log) : undefined });
    return typeof blobs === "string" ? blobs : blobs.flatMap((blob) => readRpmHeader(blob) ?? []);
  }
  try {
    return READERS[system](Buffer.from(read(inode)).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return "damaged";
    throw error;
  }
}
