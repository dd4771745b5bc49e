import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { chmod, copyFile, lstat, mkdir, symlink, utimes } from "node:fs/promises";
import { promisify } from "node:util";
import { problemError } from "#contract/problemError.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { nameToBytes } from "#server/oci/tar/fileName.ts";

const run = promisify(execFile);
/** Copied at once, and only into a new file: a copy where the disk can share the blocks. */
const COPY = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/**
 * Writes a context's files below a folder of this build alone, which must exist. A path is only followed through folders
 * that were made here, so that no symbolic link of a context leads out. Everything belongs to root once it is sent.
 */
export async function writeContext(
  blobs: BlobStore,
  entries: readonly ContextEntry[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const made = new Set<string>([""]);
  const folders: ContextEntry[] = [];
  for (const entry of entries) {
    signal.throwIfAborted();
    await makeFolders(folder, entry.path, made);
    await writeEntry(blobs, entry, at(folder, entry.path), made);
    if (entry.type === "dir") folders.push(entry);
  }
  // At last and inside out: a folder that nobody may write to gets its files first.
  for (const { path, mode } of folders.reverse()) await chmod(at(folder, path), mode);
}

/** Names may be of any bytes. */
function at(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), nameToBytes(path)]);
}

async function makeFolders(root: string, path: string, made: Set<string>): Promise<void> {
  const parts = path.split("/").slice(0, -1);
  if (path === "" || path.split("/").some((part) => part === ".." || part === "")) throw refused(path);
  for (let length = 1; length <= parts.length; length += 1) {
    const parent = parts.slice(0, length).join("/");
    if (made.has(parent)) continue;
    await mkdir(at(root, parent), 0o755).catch(() => {
      throw refused(path);
    });
    made.add(parent);
  }
}

async function writeEntry(blobs: BlobStore, entry: ContextEntry, path: Buffer, made: Set<string>): Promise<void> {
  const { type, mode, digest, linkTarget = "", mtime } = entry;
  switch (type) {
    case "dir":
      // A file below it may have come first.
      if (!made.has(entry.path)) await mkdir(path, 0o700);
      made.add(entry.path);
      return;
    case "symlink":
      return await symlink(nameToBytes(linkTarget), path);
    case "fifo":
      await run("mkfifo", [path.toString()]);
      return await chmod(path, mode);
    case "file": {
      if (digest === undefined) throw new Error(`the file ${entry.path} of the context has no content`);
      await copyFile(blobs.path(digest), path, COPY);
      await chmod(path, mode);
      if (mtime !== undefined) await utimes(path, mtime, mtime);
      const { size } = await lstat(path);
      if (size !== entry.size) throw new Error(`the file ${entry.path} of the context has ${size} bytes`);
    }
  }
}

function refused(path: string) {
  return problemError("context/path", `${JSON.stringify(path)} is not a path in a context.`, {
    next: "Rename the file, or what has the name of its folder.",
  });
}
