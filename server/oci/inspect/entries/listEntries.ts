import type { EntriesPage, EntriesQuery, ListedEntry } from "#contract/imageEntries.ts";
import { placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";
import { fileEntry } from "../fileEntry.ts";
import { type CompareContents, compareEntries } from "./entryDifferences.ts";
import type { EntryView } from "./entryView.ts";
import { wholeSums } from "./folderSums.ts";

/** One page of an answer. Undefined if the folder is not found. */
export function listEntries(
  view: EntryView,
  { folder, flat, sort, descending, from, limit }: EntriesQuery,
  isSame: CompareContents,
): EntriesPage | undefined {
  const row = view.list.rowOf(folder);
  if (row === undefined) return undefined;
  const rows = view.rowsIn(row, flat, { sort, descending });
  const entries = rows.slice(from, from + limit).map((each) => listedEntry(view, each, isSame));
  return { folder: view.list.pathOf(row), entries, total: rows.length, counts: view.counts };
}

function listedEntry(view: EntryView, row: number, isSame: CompareContents): ListedEntry {
  const { list } = view;
  const node = list.nodeOf(row);
  const change = list.rows.changeOf(row);
  const entry = list.entryOf(row);
  const path = list.pathOf(row);
  const layer = change === "deleted" ? list.step.layer : Math.max(placedBy(node).layerIndex, 0);
  const isFolder = node.children !== undefined;
  const hasRows = list.rows.endOf(row) > row + 1;
  const deleted = isFolder && change === "deleted" ? wholeSums(list).inside(row) : undefined;
  const xattrs = Object.keys(entry.xattrs ?? {}).sort();
  const links = list.linksOf(row);
  return {
    ...fileEntry(entry, { path: path.slice(1), change, size: deleted?.deletedBytes ?? list.sizeOf(row), layer }),
    name: node.name,
    fits: view.fits[row] === 1,
    ...(deleted !== undefined && { files: deleted.deletedFiles }),
    ...(change === "changed" && comparison(list.rows.replaced.get(row), node, isSame)),
    ...(xattrs.length > 0 && { xattrs }),
    ...(links > 1 && { links }),
    ...((isFolder || hasRows) && { inside: view.sums.inside(row) }),
  };
}

function comparison(
  before: TreeNode | undefined,
  after: TreeNode,
  isSame: CompareContents,
): Pick<ListedEntry, "before" | "differences" | "contentUnknown"> {
  if (before === undefined) return {};
  const { differences, contentUnknown } = compareEntries(before, after, isSame);
  return { before: whatWas(before), differences, ...(contentUnknown && { contentUnknown }) };
}

function whatWas(node: TreeNode): NonNullable<ListedEntry["before"]> {
  const { mode, uid, gid, mtime } = placedBy(node).entry;
  const { type, size, linkTarget } = node.inode.entry;
  const target = type === "symlink" && linkTarget !== undefined && { linkTarget };
  return { type, size, mode: mode & 0o7777, uid, gid, mtime, ...target };
}
