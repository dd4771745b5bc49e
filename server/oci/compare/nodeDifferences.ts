import type { EntryDifference } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { Inode, TreeNode } from "#server/oci/store/treeNode.ts";

/** The sha256 of a file's bytes. */
export type DigestOf = (inode: Inode) => Digest;

const CAPABILITY = "security.capability";

/** What differs between two images at a path that both have; empty if nothing does. A folder's time is that of its content. */
export function nodeDifferences(before: TreeNode, after: TreeNode, digestOf: DigestOf): EntryDifference[] {
  const [a, b] = [before.inode, after.inode];
  if (isStoredOnce(a, b)) return [];
  const [old, now] = [a.entry, b.entry];
  if (old.type !== now.type) return ["type"];
  const xattrs = differingXattrs(old, now);
  const found: readonly (EntryDifference | false)[] = [
    hasOtherBytes(a, b, digestOf) && "content",
    (old.linkTarget !== now.linkTarget || isOtherDevice(old, now)) && "target",
    old.mode !== now.mode && "mode",
    (old.uid !== now.uid || old.gid !== now.gid) && "owner",
    now.type !== "dir" && old.mtime !== now.mtime && "mtime",
    xattrs.includes(CAPABILITY) && "capabilities",
    xattrs.some((name) => name !== CAPABILITY) && "xattrs",
  ];
  return found.filter((difference) => difference !== false);
}

/** Whether it is one entry of one layer. */
function isStoredOnce(a: Inode, b: Inode): boolean {
  return a === b || (a.layer === b.layer && a.entry.offset === b.entry.offset && a.entry.path === b.entry.path);
}

function hasOtherBytes(a: Inode, b: Inode, digestOf: DigestOf): boolean {
  const [old, now] = [a.entry, b.entry];
  return now.type === "file" && (old.size !== now.size || (old.size > 0 && digestOf(a) !== digestOf(b)));
}

function isOtherDevice(old: LayerEntry, now: LayerEntry): boolean {
  return old.devMajor !== now.devMajor || old.devMinor !== now.devMinor;
}

function differingXattrs({ xattrs: a = {} }: LayerEntry, { xattrs: b = {} }: LayerEntry): string[] {
  return Object.keys({ ...a, ...b }).filter((name) => a[name] !== b[name]);
}
