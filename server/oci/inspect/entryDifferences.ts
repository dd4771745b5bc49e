import type { EntryDifference } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";

/** The sha256 of a regular file that a layer stores. */
export type DigestOf = (inode: Inode) => Digest;

const CAPABILITIES = "security.capability";

/** What is different between two things at one path. Bytes are only read if the sizes are equal. */
export function entryDifferences(before: Inode, after: Inode, digestOf: DigestOf): EntryDifference[] {
  const [old, now] = [before.entry, after.entry];
  if (old.type !== now.type) return ["type"];
  const differs: Readonly<Record<Exclude<EntryDifference, "type">, () => boolean>> = {
    content: () => now.type === "file" && (old.size !== now.size || digestOf(before) !== digestOf(after)),
    target: () => old.linkTarget !== now.linkTarget || old.devMajor !== now.devMajor || old.devMinor !== now.devMinor,
    mode: () => old.mode !== now.mode,
    owner: () => old.uid !== now.uid || old.gid !== now.gid,
    mtime: () => old.mtime !== now.mtime,
    capabilities: () => old.xattrs?.[CAPABILITIES] !== now.xattrs?.[CAPABILITIES],
    xattrs: () => otherXattrs(old.xattrs) !== otherXattrs(now.xattrs),
  };
  const names = ["content", "target", "mode", "owner", "mtime", "capabilities", "xattrs"] as const;
  return names.filter((name) => differs[name]());
}

/** In any order: tars differ in it. */
function otherXattrs(xattrs: Readonly<Record<string, string>> = {}): string {
  const others = Object.entries(xattrs).filter(([name]) => name !== CAPABILITIES);
  return JSON.stringify(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}
