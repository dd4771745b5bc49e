import type { EntryDifference } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { compareEntries } from "#server/oci/inspect/entries/entryDifferences.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";

/** The sha256 of a file's bytes. */
export type DigestOf = (inode: Inode) => Digest;

/** What differs between two images at a path that both have; empty if nothing does. A folder's time is that of its content. */
export function nodeDifferences(before: Inode, after: Inode, digestOf: DigestOf): EntryDifference[] {
  if (isStoredOnce(before, after)) return [];
  const isSame = (old: Inode, now: Inode) => digestOf(old) === digestOf(now);
  const { differences } = compareEntries({ inode: before }, { inode: after }, isSame);
  return after.entry.type === "dir" ? differences.filter((difference) => difference !== "mtime") : differences;
}

/** Whether it is one entry of one layer. */
function isStoredOnce(a: Inode, b: Inode): boolean {
  return a === b || (a.layer === b.layer && a.entry.offset === b.entry.offset && a.entry.path === b.entry.path);
}
