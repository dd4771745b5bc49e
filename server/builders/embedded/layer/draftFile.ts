import type { Digest } from "#contract/digest.ts";
import type { FileContent } from "#server/images/treeContent.ts";
import type { Inode } from "#server/images/treeNode.ts";

/** Where a new file's bytes come from when the layer is written. */
export type DraftContent =
  | ({ readonly kind: "layer" } & FileContent)
  | { readonly kind: "blob"; readonly digest: Digest }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "disk"; readonly path: string };

/** A file as it will stand in the layer. */
export interface DraftFile {
  readonly type: "file" | "dir" | "symlink" | "char" | "block" | "fifo";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly linkTarget?: string;
  readonly devMajor?: number;
  readonly devMinor?: number;
  readonly xattrs?: Readonly<Record<string, string>>;
  readonly content?: DraftContent;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A file of a tree as one to put into a layer. */
export function fileOfInode({ entry, layer }: Inode): DraftFile {
  const { path, offset, sparse, digest: _digest, whiteout: _whiteout, type, ...file } = entry;
  if (type === "hardlink") throw new Error(`${path} stands for another file in the tree`);
  if (type !== "file") return { ...file, type };
  const where = { offset, size: entry.size, ...(sparse !== undefined && { sparse }) };
  return { ...file, type, content: { kind: "layer", layer, entry: where } };
}
