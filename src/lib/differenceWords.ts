import type { EntryDifference } from "#contract/imageEntries.ts";

/** What differs between a path in one layer or image and in another. */
export const DIFFERENCE_WORDS: Readonly<Record<EntryDifference, string>> = {
  type: "type",
  content: "content",
  target: "target",
  mode: "mode",
  owner: "owner",
  mtime: "time",
  capabilities: "capabilities",
  xattrs: "xattrs",
};
