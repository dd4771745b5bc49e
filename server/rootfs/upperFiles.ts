import * as fs from "node:fs";
import { descriptorPieces } from "#server/oci/store/treeContent.ts";
import { nameToBytes } from "#server/oci/tar/fileName.ts";

const { O_RDONLY, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = fs.constants;

/**
 * Opens files of a folder whose owner may be changing it: each folder on the way is opened in the one above it, and no
 * symbolic link is followed, so that nothing outside is ever opened. Throws the system's errors (ENOENT, ELOOP, …).
 */
export class UpperFiles {
  readonly #root: number;
  /** The folder of the last file: the next one is often in it too. */
  #kept: { readonly path: string; readonly fd: number };

  constructor(dir: string) {
    this.#root = fs.openSync(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    this.#kept = { path: "", fd: this.#root };
  }

  /** A regular file, by its clean and relative path; the caller closes it. */
  open(path: string): number {
    const slash = path.lastIndexOf("/");
    const folder = this.#folder(slash === -1 ? "" : path.slice(0, slash));
    // A pipe put in the file's place would block.
    const fd = openIn(folder, path.slice(slash + 1), O_NONBLOCK);
    if (fs.fstatSync(fd).isFile()) return fd;
    fs.closeSync(fd);
    throw Object.assign(new Error(`${path} is not a regular file anymore`), { code: "ENOENT" });
  }

  /** A file's bytes, filled up with zeros or cut to `size`; undefined if it is gone. */
  pieces(path: string, size: number): Iterable<Uint8Array> | undefined {
    try {
      return exactPieces(this.open(path), size);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  close(): void {
    this.#keep("", this.#root);
    fs.closeSync(this.#root);
  }

  #folder(path: string): number {
    if (this.#kept.path === path) return this.#kept.fd;
    const isBelow = this.#kept.path !== "" && path.startsWith(`${this.#kept.path}/`);
    const start = isBelow ? this.#kept.fd : this.#root;
    const names = isBelow ? path.slice(this.#kept.path.length + 1) : path;
    this.#keep(path, walk(start, names));
    return this.#kept.fd;
  }

  #keep(path: string, fd: number): void {
    if (this.#kept.fd !== this.#root) fs.closeSync(this.#kept.fd);
    this.#kept = { path, fd };
  }
}

/** Whether a file could not be opened because a command removed or replaced it. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && GONE.has(String(error.code));
}

const GONE = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);
const ZEROS = Buffer.alloc(64 * 1024);

function* exactPieces(fd: number, size: number): Generator<Uint8Array> {
  try {
    let left = size;
    for (const piece of descriptorPieces(fd, 0, size)) {
      left -= piece.length;
      yield piece;
    }
    yield* zeros(left);
  } finally {
    fs.closeSync(fd);
  }
}

/** What a file that got shorter lacks: its size is already written. Tar does the same. */
export function* zeros(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}

/** The folder at `names` below an open one; that one itself if there are none. */
function walk(start: number, names: string): number {
  let fd = start;
  for (const name of names === "" ? [] : names.split("/")) {
    const above = fd;
    try {
      fd = openIn(above, name, O_DIRECTORY);
    } finally {
      if (above !== start) fs.closeSync(above);
    }
  }
  return fd;
}

/** Node has no openat: a path through /proc/self/fd begins at the open folder, whatever happened to its name. */
function openIn(folder: number, name: string, flags: number): number {
  const path = Buffer.concat([Buffer.from(`/proc/self/fd/${folder}/`), nameToBytes(name)]);
  return fs.openSync(path, O_RDONLY | O_NOFOLLOW | flags);
}
