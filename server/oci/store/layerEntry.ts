import type { Digest } from "#contract/names/digest.ts";
import type { TarEntryType } from "#server/oci/tar/tarEntry.ts";

/** One member of a layer's tar, in the order of the tar. */
export interface LayerEntry {
  /** Normalized and relative: no leading slash, no `.` or `..`; "" is the root itself. A whiteout has the path it hides. */
  readonly path: string;
  readonly type: TarEntryType;
  /** Permission bits with setuid, setgid and sticky: 0o7777 at most. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of content; 0 for all but files. */
  readonly size: number;
  /** Seconds since the epoch; may have a fraction. */
  readonly mtime: number;
  /** A symlink's target verbatim; a hard link's target as a clean path of the layer's root. */
  readonly linkTarget?: string;
  readonly devMajor?: number;
  readonly devMinor?: number;
  /** Extended attributes by name, values in base64. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** The parts of a sparse file, stored one after another at `offset`. */
  readonly sparse?: readonly { readonly at: number; readonly length: number }[];
  /** Where the content begins in the layer's tar, in bytes. */
  readonly offset: number;
  /** sha256 of the content, if the writer of the layer knew it. */
  readonly digest?: Digest;
  /** `file`: hides `path` of the layers below; `opaque`: hides everything below the folder `path`. */
  readonly whiteout?: "file" | "opaque";
}
