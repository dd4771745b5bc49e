import type { Analysis } from "./analysis.ts";
import { type Inside, NOTHING, type Row } from "./entryRows.ts";
import { shown } from "./fileViews.ts";
import { bytesOf, filesBelow } from "./layerChanges.ts";
import type { LayerItem } from "./layerItems.ts";
import { listing } from "./listing.ts";
import { isFolder, kindOf, type Name, parentOf, type Stored, type Tree } from "./merge.ts";
import type { Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

/** Most entries of one answer. */
const PAGE = 1000;

export interface EntriesAsked {
  readonly of: "layer" | "root";
  /** Without a slash at its ends; "" is the root. */
  readonly folder: string;
  readonly flat: boolean;
}

/** `/layers/{n}/entries` without a filter: the first page. */
export function entriesView(analysis: Analysis, layer: number, { of, folder, flat }: EntriesAsked): Json {
  const { place, rows, inside, links } = listing(analysis, layer, of);
  const prefix = folder === "" ? "" : `${folder}/`;
  const listed = flat
    ? rows.filter(({ path, fits }) => fits && path.startsWith(prefix))
    : rows.filter(({ path, fits }) => parentOf(path) === folder && (fits || inside.has(path)));
  const entries = listed.slice(0, PAGE).map((row): Json => {
    const isDeleted = row.change === "deleted";
    const { path, name, change, fits } = row;
    const tree = isDeleted ? place.before : place.after;
    const at = isDeleted ? layer : Math.max(name.by.layer, 0);
    const count = (isDeleted ? links.before : links.after).get(name.stored) ?? 1;
    return {
      ...shown(path, { name, change, layer: at, tree }),
      ...(isDeleted && isFolder(name) && whatItHid(place.before, path)),
      name: path.slice(path.lastIndexOf("/") + 1),
      fits,
      ...(change === "changed" && compared(place.before.get(path), name)),
      ...xattrsOf(name.by.item),
      ...(count > 1 && !isFolder(name) && { links: count }),
      ...insideRow(row, inside),
    };
  });
  const counts = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
  for (const { change, fits } of rows) if (fits) counts[change] += 1;
  return { folder: `/${folder}`, entries, total: listed.length, counts };
}

function insideRow({ path, name }: Row, inside: ReadonlyMap<string, Inside>): Json {
  const found = inside.get(path);
  return isFolder(name) || found !== undefined ? { inside: found ?? NOTHING() } : {};
}

function whatItHid(before: Tree, path: string): Json {
  const { count, stored } = filesBelow(before, path);
  return { size: bytesOf(stored), files: count };
}

function xattrsOf(item: LayerItem | undefined): Json {
  const names = [...(item?.xattrs.keys() ?? [])].sort();
  return names.length > 0 ? { xattrs: names } : {};
}

function compared(before: Name | undefined, after: Name): Json {
  if (before === undefined) return {};
  const { mode = 0o755, uid = 0, gid = 0, mtime = 0 } = before.by.item ?? {};
  const { item } = before.stored;
  const type = kindOf(before);
  const link = type === "symlink" ? { linkTarget: item?.link } : {};
  const was = { type, size: item?.content.size ?? 0, mode, uid, gid, mtime, ...link };
  return { before: was, differences: differences(before, after) };
}

function differences(before: Name, after: Name): string[] {
  const found: string[] = [];
  const kind = kindOf(after);
  if (kindOf(before) !== kind) found.push("type");
  else if (kind === "file" && !bytes(before.stored).equals(bytes(after.stored))) found.push("content");
  else if (kind === "symlink" && before.stored.item?.link !== after.stored.item?.link) found.push("target");
  const [was, is] = [attributes(before.by.item), attributes(after.by.item)];
  if (was.mode !== is.mode) found.push("mode");
  if (was.uid !== is.uid || was.gid !== is.gid) found.push("owner");
  if (was.mtime !== is.mtime) found.push("mtime");
  if (was.capability !== is.capability) found.push("capabilities");
  if (was.others !== is.others) found.push("xattrs");
  return found;
}

function attributes(item: LayerItem | undefined) {
  const { mode = 0o755, uid = 0, gid = 0, mtime = 0, xattrs = new Map<string, string>() } = item ?? {};
  const others = [...xattrs].filter(([name]) => name !== "security.capability").sort();
  return { mode, uid, gid, mtime, capability: xattrs.get("security.capability"), others: JSON.stringify(others) };
}

function bytes({ item }: Stored): Buffer {
  return item === undefined ? Buffer.alloc(0) : startOf(item.content, item.content.size);
}
