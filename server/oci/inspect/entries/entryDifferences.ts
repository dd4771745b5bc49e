import type { EntryDifference } from "#contract/imageEntries.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type Inode, type NamedInode, placedBy } from "#server/oci/store/treeNode.ts";

/** Whether two files have the same bytes; undefined if that is unknown. */
export type CompareContents = (before: Inode, after: Inode) => boolean | undefined;

export interface EntryComparison {
  readonly differences: EntryDifference[];
  readonly contentUnknown: boolean;
}

const CAPABILITIES = "security.capability";

/** What differs between two files of one path. Of another type of file, the content is not compared. */
export function compareEntries(before: NamedInode, after: NamedInode, isSame: CompareContents): EntryComparison {
  const differences: EntryDifference[] = [];
  let contentUnknown = false;
  const [was, is] = [before.inode.entry, after.inode.entry];
  if (was.type !== is.type) differences.push("type");
  else if (is.type === "file") {
    const same = isSameContent(before.inode, after.inode, isSame);
    if (same === false) differences.push("content");
    contentUnknown = same === undefined;
  } else if (targetOf(was) !== targetOf(is)) differences.push("target");
  differences.push(...attributeDifferences(placedBy(before).entry, placedBy(after).entry));
  return { differences, contentUnknown };
}

function isSameContent(before: Inode, after: Inode, isSame: CompareContents): boolean | undefined {
  if (before === after) return true;
  const [was, is] = [before.entry, after.entry];
  if (was.size !== is.size) return false;
  if (was.size === 0) return true;
  if (was.digest !== undefined && is.digest !== undefined) return was.digest === is.digest;
  return isSame(before, after);
}

/** Where a symbolic link leads, or the numbers of a device. */
function targetOf({ linkTarget, devMajor, devMinor }: LayerEntry): string {
  return JSON.stringify([linkTarget, devMajor ?? 0, devMinor ?? 0]);
}

function attributeDifferences(was: LayerEntry, is: LayerEntry): EntryDifference[] {
  const found: EntryDifference[] = [];
  if (was.mode !== is.mode) found.push("mode");
  if (was.uid !== is.uid || was.gid !== is.gid) found.push("owner");
  if (was.mtime !== is.mtime) found.push("mtime");
  const xattrs = differentXattrs(was.xattrs ?? {}, is.xattrs ?? {});
  if (xattrs.includes(CAPABILITIES)) found.push("capabilities");
  if (xattrs.some((name) => name !== CAPABILITIES)) found.push("xattrs");
  return found;
}

function differentXattrs(was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
}
