import type { Inode } from "#server/oci/store/treeNode.ts";
import type { CompareContents } from "./entryDifferences.ts";

/** A file's bytes, as many as its size; undefined if they can't be read. */
export type ReadContent = (inode: Inode) => Iterable<Uint8Array> | undefined;

/** Bytes of files that may be compared for one answer. */
const MOST_BYTES = 512 * 1024 * 1024;

/** By the file below, then the one above it. */
const known = new WeakMap<Inode, WeakMap<Inode, boolean>>();

/** Compares files of the same size byte by byte, up to the first difference. Results are kept as long as the files. */
export function contentComparer(read: ReadContent): CompareContents {
  let left = MOST_BYTES;
  return (before, after) => {
    const kept = known.get(before)?.get(after);
    if (kept !== undefined) return kept;
    if (before.entry.size > left) return undefined;
    left -= before.entry.size;
    const [was, is] = [read(before), read(after)];
    if (was === undefined || is === undefined) return undefined;
    const same = sameBytes(was, is);
    known.set(before, (known.get(before) ?? new WeakMap<Inode, boolean>()).set(after, same));
    return same;
  };
}

/** Pieces may be cut at different places. */
function sameBytes(a: Iterable<Uint8Array>, b: Iterable<Uint8Array>): boolean {
  const others = b[Symbol.iterator]();
  let other: Buffer = Buffer.alloc(0);
  try {
    for (const piece of a) {
      for (let at = 0; at < piece.length; ) {
        if (other.length === 0) {
          const next = others.next();
          if (next.done === true) return false;
          other = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
        }
        const length = Math.min(piece.length - at, other.length);
        if (other.compare(piece, at, at + length, 0, length) !== 0) return false;
        at += length;
        other = other.subarray(length);
      }
    }
    return other.length === 0 && others.next().done === true;
  } finally {
    // The files are open until then.
    others.return?.();
  }
}
