import type { Change, FileEntry } from "#contract/image.ts";
import type { ComparedEntriesQuery } from "#contract/imageComparison.ts";
import type { EntriesPage, ListedEntry } from "#contract/imageEntries.ts";
import { fileEntry } from "#server/oci/inspect/fileEntry.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";
import { isTimeOnly, type PathDifference } from "./compareTrees.ts";

export type EntriesWanted = Omit<ComparedEntriesQuery, "a" | "b">;

/** A folder that both have, as one of them shows it. */
export type FolderAt = (path: string) => Inode | undefined;

/** A page of the paths that differ: those in a folder, or all at any depth. Sums of a folder are over what fits in it. */
export function comparedEntries(
  paths: readonly PathDifference[],
  wanted: EntriesWanted,
  folderAt: FolderAt,
): EntriesPage {
  const { from, limit } = wanted;
  const folder = wanted.folder.replace(/^\/+|\/+$/g, "");
  const shown = wanted.times ? paths : paths.filter(({ differences }) => !isTimeOnly(differences));
  // The root itself is in no folder.
  const prefix = folder === "" ? "" : `${folder}/`;
  const inFolder = shown.filter(({ path }) => path.startsWith(prefix) && path !== "");
  const fitting = inFolder.filter((difference) => fits(difference, wanted));
  const all = wanted.flat ? fitting.map(listed) : childrenIn(folder, { all: inFolder, fitting, folderAt });
  const entries = all.sort(orderOf(wanted)).slice(from, from + limit);
  return { folder: `/${folder}`, entries, total: all.length, counts: countsOf(shown) };
}

function fits(difference: PathDifference, { find, changes }: EntriesWanted): boolean {
  if (changes.length > 0 && !changes.includes(changeOf(difference))) return false;
  return find === "" || `/${difference.path}`.toLowerCase().includes(find.toLowerCase());
}

const changeOf = ({ before, after }: PathDifference): Change =>
  before === undefined ? "added" : after === undefined ? "deleted" : "changed";

function listed(difference: PathDifference): ListedEntry {
  const { path, before, after, differences } = difference;
  const change = changeOf(difference);
  const now = after ?? before;
  if (now === undefined) throw new TypeError("a path is on one side at least");
  const { mode, uid, gid, mtime, type, size } = (before ?? now).entry;
  const xattrs = Object.keys(now.entry.xattrs ?? {});
  return {
    ...shownEntry(path, now, change),
    fits: true,
    ...(change === "changed" && {
      differences: [...differences],
      before: { type, size: type === "file" ? size : 0, mode: mode & 0o7777, uid, gid, mtime },
    }),
    ...(xattrs.length > 0 && { xattrs }),
  };
}

function shownEntry(path: string, { entry, layerIndex }: Inode, change: Change): FileEntry & { name: string } {
  const size = entry.type === "file" ? entry.size : 0;
  const shown = fileEntry(entry, { path, change, size, layer: Math.max(layerIndex, 0) });
  return { ...shown, name: path.slice(path.lastIndexOf("/") + 1) };
}

interface InFolder {
  readonly all: readonly PathDifference[];
  readonly fitting: readonly PathDifference[];
  readonly folderAt: FolderAt;
}

function childrenIn(folder: string, { all, fitting, folderAt }: InFolder): ListedEntry[] {
  const start = folder === "" ? 0 : folder.length + 1;
  const byName = Map.groupBy(fitting, ({ path }) => firstPart(path, start));
  const own = new Map(all.filter(({ path }) => !path.includes("/", start)).map((one) => [one.path.slice(start), one]));
  return [...byName].flatMap(([name, below]) => {
    const path = folder === "" ? name : `${folder}/${name}`;
    const difference = own.get(name);
    const inside = below.filter((one) => one.path !== path);
    const found = difference ?? folderAt(path);
    if (found === undefined) return [];
    const isFitting = below.some((one) => one.path === path);
    const entry = "path" in found ? listed(found) : shownEntry(path, found, "unchanged");
    return [{ ...entry, fits: isFitting, ...(entry.type === "dir" && { inside: sumsOf(inside) }) }];
  });
}

function firstPart(path: string, start: number): string {
  const slash = path.indexOf("/", start);
  return path.slice(start, slash === -1 ? undefined : slash);
}

function sumsOf(inside: readonly PathDifference[]): NonNullable<ListedEntry["inside"]> {
  const sums = { files: 0, bytes: 0, deletedFiles: 0, deletedBytes: 0, entries: inside.length, touched: inside.length };
  for (const { before, after } of inside) {
    const now = after ?? before;
    if (now === undefined || now.entry.type === "dir") continue;
    const bytes = now.entry.type === "file" ? now.entry.size : 0;
    sums.files += after === undefined ? 0 : 1;
    sums.bytes += after === undefined ? 0 : bytes;
    sums.deletedFiles += after === undefined ? 1 : 0;
    sums.deletedBytes += after === undefined ? bytes : 0;
  }
  return sums;
}

function countsOf(shown: readonly PathDifference[]): EntriesPage["counts"] {
  const counts = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
  for (const difference of shown) counts[changeOf(difference)] += 1;
  return counts;
}

const ORDER: readonly Change[] = ["added", "changed", "deleted", "unchanged"];

function orderOf({ sort, descending }: EntriesWanted): (a: ListedEntry, b: ListedEntry) => number {
  const sign = descending ? -1 : 1;
  const byPath = (a: ListedEntry, b: ListedEntry) => (a.path < b.path ? -1 : 1);
  if (sort === "name") return (a, b) => byFolder(a, b) || sign * byPath(a, b);
  if (sort === "size") return (a, b) => sign * (weightOf(a) - weightOf(b)) || byPath(a, b);
  return (a, b) => sign * (ORDER.indexOf(a.change) - ORDER.indexOf(b.change)) || byPath(a, b);
}

/** Folders first. */
const byFolder = (a: ListedEntry, b: ListedEntry): number => Number(b.type === "dir") - Number(a.type === "dir");

/** The bytes that come or go with it. */
function weightOf({ size, before, inside }: ListedEntry): number {
  if (inside !== undefined) return inside.bytes + inside.deletedBytes;
  return before === undefined ? size : Math.abs(size - before.size);
}
