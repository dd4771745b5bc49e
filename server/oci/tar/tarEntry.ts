/** The type of a tar member. `char` and `block` are device nodes. */
export type TarEntryType = "file" | "dir" | "symlink" | "hardlink" | "char" | "block" | "fifo";

/** The header of one tar member, extensions (pax, GNU) applied. */
export interface TarHeader {
  /** As written in the archive, without trailing slashes. May be absolute or contain `..`: check it. */
  readonly path: string;
  readonly type: TarEntryType;
  /** Permission bits with setuid, setgid and sticky: 0o7777 at most. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the file as a reader sees it (holes of sparse files included); 0 for anything but files. */
  readonly size: number;
  /** Seconds since the epoch; may have a fraction. */
  readonly mtime: number;
  /** Target of a symlink or hard link, verbatim. */
  readonly linkTarget?: string;
  readonly devMajor?: number;
  readonly devMinor?: number;
  /** Extended attributes by name, values in base64. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** The stored parts of a sparse file, in order; everything else is zeros. */
  readonly sparse?: readonly SparsePart[];
}

export interface SparsePart {
  /** Where the part is in the file, in bytes. */
  readonly at: number;
  readonly length: number;
}

/** The archive violates the format or a limit. `message` is a sentence for a person. */
export class TarError extends Error {
  override readonly name = "TarError";
}

export const BLOCK = 512;

/** `size` rounded up to whole blocks. */
export function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}
