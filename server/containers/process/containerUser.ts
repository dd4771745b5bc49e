import * as fs from "node:fs";
import { join } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import {
  type AccountFiles,
  accountFilesOf,
  type ExecUser,
  MAX_ACCOUNTS_BYTES,
  resolveExecUser,
} from "#server/rootfs/users.ts";

/** The user is not known in the container. */
export class UnknownUserError extends Error {}

/** Looks USER up in the files of the container: those of its writable layer, or else of its image. */
export function containerUser(blobs: BlobStore, layers: readonly Digest[], upper: string, user: string): ExecUser {
  const image = accountFilesOf(blobs, openFileTree(blobs, layers));
  const files: AccountFiles = {
    passwd: readChanged(upper, "passwd") ?? image.passwd,
    group: readChanged(upper, "group") ?? image.group,
  };
  try {
    return resolveExecUser(files, user);
  } catch (error) {
    if (error instanceof ProblemError) throw new UnknownUserError(error.problem.detail, { cause: error });
    throw error;
  }
}

/**
 * A file in /etc as the container changed it; undefined if it did not. The container owns these folders and may
 * have put links there: none is followed, and what is no file counts as empty.
 */
function readChanged(upper: string, name: string): string | undefined {
  const etc = join(upper, "etc");
  if (fs.lstatSync(etc, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const path = join(etc, name);
  if (fs.lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
    const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      if (!fs.fstatSync(file).isFile()) return "";
      const text = Buffer.alloc(MAX_ACCOUNTS_BYTES);
      return text.subarray(0, fs.readSync(file, text, 0, text.length, 0)).toString();
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return "";
  }
}
