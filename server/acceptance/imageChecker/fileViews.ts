import type { Analysis } from "./analysis.ts";
import { bytesOf, type Change, type ChangedPath, changeOf, filesBelow } from "./layerChanges.ts";
import { isFolder, kindOf, type Name, resolve, type Stored, type Tree } from "./merge.ts";
import { utf8Text } from "./nameText.ts";
import type { Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

/** Bytes of a file's text that the API shows. */
const SHOWN = 256 * 1024;

/** Most entries of one answer. */
export const LAYER_PAGE = 50_000;

/** `/layers/{n}/files`: each page. */
export function layerPages({ layers, tree }: Analysis, layer: number): Json[] {
  const { paths, before } = layers[layer] ?? { paths: [], before: tree };
  const after = layers[layer + 1]?.before ?? tree;
  const entries = paths.map((changed) => entryOf(changed, { layer, before, after })).sort(byPath);
  const pages = Array.from({ length: Math.max(Math.ceil(entries.length / LAYER_PAGE), 1) }, (_, page) => page);
  return pages.map((page) => ({
    layer,
    entries: entries.slice(page * LAYER_PAGE, (page + 1) * LAYER_PAGE),
    truncated: page < pages.length - 1,
    total: entries.length,
  }));
}

interface Around {
  readonly layer: number;
  readonly before: Tree;
  readonly after: Tree;
}

function entryOf({ path, change, name }: ChangedPath, { layer, before, after }: Around): Json {
  if (change !== "deleted") return shown(path, { name, change, layer, tree: after });
  const below = filesBelow(before, path);
  const entry = shown(path, { name, change, layer, tree: before });
  return { ...entry, size: bytesOf(below.stored), ...(isFolder(name) && { files: below.count }) };
}

interface Shown {
  readonly name: Name;
  readonly change: Change;
  readonly layer: number;
  readonly tree: Tree;
}

/** An entry of any list. */
export function shown(path: string, { name, change, layer, tree }: Shown): Json {
  const { item } = name.by;
  const leadsTo = item?.kind === "hardlink" ? firstName(tree, name.stored) : path;
  const type = leadsTo === path ? kindOf(name) : "hardlink";
  return {
    path: `/${path}`,
    type,
    change,
    size: name.stored.item?.content.size ?? 0,
    mode: item?.mode ?? 0o755,
    uid: item?.uid ?? 0,
    gid: item?.gid ?? 0,
    mtime: item?.mtime ?? 0,
    ...(type === "symlink" && { linkTarget: name.stored.item?.link }),
    ...(type === "hardlink" && { linkTarget: `/${leadsTo}` }),
    layer,
  };
}

/** The target of a file's other names: where the layer stores it or, if that is gone, the first in the alphabet. */
function firstName(tree: Tree, stored: Stored): string {
  if (tree.get(stored.at)?.stored === stored) return stored.at;
  const names = [...tree].filter(([, name]) => name.stored === stored).map(([path]) => path);
  return names.sort()[0] ?? "";
}

/** `/files?path=`; undefined if nothing is found. */
export function pathView(analysis: Analysis, path: string): Json | undefined {
  const { tree } = analysis;
  const at = resolve(tree, path, false);
  const name = at === undefined ? undefined : tree.get(at);
  if (at === undefined || name === undefined) return undefined;
  const target = resolve(tree, path, true);
  const led = target === undefined ? undefined : tree.get(target);
  const content = led !== undefined && kindOf(led) === "file" ? led.stored.item?.content : undefined;
  const text = content && textOf(startOf(content, SHOWN), content.size > SHOWN);
  return {
    path: `/${at}`,
    entry: inTree(analysis, at, name),
    children: target === undefined ? [] : childrenOf(analysis, target),
    ...(text !== undefined && { text }),
    truncated: text !== undefined && (content?.size ?? 0) > SHOWN,
  };
}

function childrenOf(analysis: Analysis, folder: string): Json[] {
  const { tree } = analysis;
  const prefix = folder === "" ? "" : `${folder}/`;
  return [...tree]
    .filter(([path]) => path !== "" && path.startsWith(prefix) && !path.slice(prefix.length).includes("/"))
    .map(([path, name]): Json => {
      const { count, stored } = filesBelow(tree, path);
      return { ...inTree(analysis, path, name), totalSize: bytesOf(stored), totalFiles: count };
    })
    .sort((a, b) => Number(b.type === "dir") - Number(a.type === "dir") || byPath(a, b));
}

/** What the base has is unchanged; otherwise the change of the layer that put it there. */
function inTree({ base, layers, tree }: Analysis, path: string, name: Name): Json {
  const layer = Math.max(name.by.layer, 0);
  const made = layers[name.by.layer]?.paths.find((changed) => changed.path === path)?.change;
  const isOfBase = name.by.layer < base.layers;
  // No layer lists the root, which always exists, or implied folders.
  const unlisted = path === "" ? changeOf(layers[name.by.layer]?.before.get(""), name) : "added";
  return shown(path, { name, change: isOfBase ? "unchanged" : (made ?? unlisted), layer, tree });
}

function textOf(bytes: Buffer, isCut: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  // A character takes four bytes at most: the last one may be cut.
  const ends = isCut ? [0, 1, 2, 3] : [0];
  return ends.map((end) => utf8Text(bytes.subarray(0, bytes.length - end))).find((text) => text !== undefined);
}

function byPath(a: Json, b: Json): number {
  return String(a.path) < String(b.path) ? -1 : 1;
}
