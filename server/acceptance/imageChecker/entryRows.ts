import type { Analysis } from "./analysis.ts";
import type { Change } from "./layerChanges.ts";
import { isFolder, type Name, parentOf, type Stored, type Tree } from "./merge.ts";

/** A path of a layer or of a merged root, as `/entries` lists it. */
export interface Row {
  readonly path: string;
  readonly name: Name;
  readonly change: Change;
  /** False for folders that only lead to others. */
  readonly fits: boolean;
}

/** A layer between the trees below it and with it. */
export interface Around {
  readonly layer: number;
  readonly before: Tree;
  readonly after: Tree;
}

export function around({ layers, tree }: Analysis, layer: number): Around {
  return { layer, before: layers[layer]?.before ?? tree, after: layers[layer + 1]?.before ?? tree };
}

/** What the layer has, everything that it deletes, and the folders on the way. */
export function layerRows({ layers }: Analysis, { layer, before, after }: Around): Row[] {
  const rows = new Map<string, Row>();
  for (const { path, change, name } of layers[layer]?.paths ?? []) {
    if (change !== "deleted") rows.set(path, { path, name, change, fits: true });
  }
  for (const [path, name] of before) {
    if (!after.has(path)) rows.set(path, { path, name, change: "deleted", fits: name.by.item !== undefined });
  }
  for (const path of [...rows.keys()]) {
    for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
      const name = after.get(folder);
      if (rows.has(folder) || name === undefined) continue;
      rows.set(folder, { path: folder, name, change: before.has(folder) ? "unchanged" : "added", fits: false });
    }
  }
  return inOrder([...rows.values()]);
}

/** Everything that is there with the layer. */
export function rootRows({ layers }: Analysis, { layer, after }: Around): Row[] {
  const changes = new Map(layers[layer]?.paths.map(({ path, change }) => [path, change]));
  const rows = [...after].map(([path, name]): Row => {
    const change = name.by.layer === layer ? (changes.get(path) ?? "added") : "unchanged";
    return { path, name, change, fits: true };
  });
  return inOrder(rows.filter(({ path }) => path !== ""));
}

export interface Inside {
  files: number;
  bytes: number;
  deletedFiles: number;
  deletedBytes: number;
  entries: number;
  touched: number;
}

/** For each folder, the sums over everything in it that fits: bytes of several names of a file once. */
export function insideOf(rows: readonly Row[]): ReadonlyMap<string, Inside> {
  const sums = new Map<string, Inside>();
  const seen = new Map<string, Set<Stored>>();
  for (const row of rows) {
    if (!row.fits) continue;
    for (const folder of foldersOf(row.path)) {
      const sum = sums.get(folder) ?? NOTHING();
      sums.set(folder, sum);
      const key = `${row.change === "deleted"} ${folder}`;
      const counted = seen.get(key) ?? new Set();
      seen.set(key, counted);
      addTo(sum, row, counted);
    }
  }
  return sums;
}

function addTo(sum: Inside, { name, change }: Row, counted: Set<Stored>): void {
  const isDeleted = change === "deleted";
  sum.entries += 1;
  if (change !== "unchanged") sum.touched += 1;
  if (isFolder(name)) return;
  sum[isDeleted ? "deletedFiles" : "files"] += 1;
  if (!counted.has(name.stored)) sum[isDeleted ? "deletedBytes" : "bytes"] += name.stored.item?.content.size ?? 0;
  counted.add(name.stored);
}

/** All folders that a path is in, the root too. */
function foldersOf(path: string): string[] {
  const parent = parentOf(path);
  return parent === "" ? [""] : [parent, ...foldersOf(parent)];
}

export const NOTHING = (): Inside => ({
  files: 0,
  bytes: 0,
  deletedFiles: 0,
  deletedBytes: 0,
  entries: 0,
  touched: 0,
});

/** A folder, then what is in it; names by the bytes of UTF-8, those that are not UTF-8 last. */
function inOrder(rows: Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: orderKey(row.path) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ row }) => row);
}

function orderKey(path: string): Buffer {
  const key = Buffer.alloc(path.length * 4);
  for (let at = 0; at < path.length; at += 1) {
    const unit = path.charCodeAt(at);
    const isSurrogate = unit >= 0xd800 && unit < 0xe000;
    key.writeUInt32BE(path[at] === "/" ? 0 : unit + (isSurrogate ? 0x10000 : 0), at * 4);
  }
  return key;
}
