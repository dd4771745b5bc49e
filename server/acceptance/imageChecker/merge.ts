import { type LayerItem, partsOf } from "./layerItems.ts";

/** A file of any kind: hard links share one. */
export interface Stored {
  /** Undefined for a folder that no layer has an item for. */
  readonly item: LayerItem | undefined;
  readonly layer: number;
  /** The path that the layer puts it at. */
  readonly at: string;
}

/** A name of the merged tree. */
export interface Name {
  readonly stored: Stored;
  /** The item that created the name: a hard link's own item, or else `stored`. */
  readonly by: Stored;
}

/** Every name of the merged tree by its path; the root is "". Paths contain no links. */
export type Tree = ReadonlyMap<string, Name>;

const LINKS = 40;

export function emptyRoot(): Tree {
  return new Map([["", nameOf({ item: undefined, layer: -1, at: "" })]]);
}

/** The tree with a layer on top: first it hides what lower layers have, then its items are added in order. */
export function withLayer(lower: Tree, items: readonly LayerItem[], layer: number): Tree {
  const tree = new Map(lower);
  for (const { path, hides } of items) {
    if (hides === "one") removeBelow(tree, path, true);
    if (hides === "all" && isFolder(tree.get(path))) removeBelow(tree, path, false);
  }
  for (const item of items) if (item.hides === undefined) put(tree, item, layer);
  return tree;
}

export function isFolder(name: Name | undefined): boolean {
  return name !== undefined && kindOf(name) === "dir";
}

export function kindOf({ stored }: Name): LayerItem["kind"] {
  return stored.item?.kind ?? "dir";
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** The target of `path`, its links followed within the root; undefined if nothing is found. */
export function resolve(tree: Tree, path: string, followLast: boolean): string | undefined {
  let waiting = path.split("/").filter((part) => part !== "" && part !== ".");
  let at = "";
  for (let links = 0; waiting.length > 0; ) {
    const [part = "", ...rest] = waiting;
    waiting = rest;
    if (part === "..") {
      at = parentOf(at);
      continue;
    }
    const next = at === "" ? part : `${at}/${part}`;
    const name = tree.get(next);
    if (name === undefined) return undefined;
    const isLink = kindOf(name) === "symlink" && (followLast || rest.length > 0);
    if (isLink && ++links > LINKS) return undefined;
    const target = name.stored.item?.link ?? "";
    if (!isLink) at = next;
    else if (target.startsWith("/")) at = "";
    if (isLink) waiting = [...target.split("/").filter((step) => step !== "" && step !== "."), ...rest];
  }
  return at;
}

function put(tree: Map<string, Name>, item: LayerItem, layer: number): void {
  if (item.path === "") {
    if (item.kind === "dir") tree.set("", nameOf({ item, layer, at: "" }));
    return;
  }
  const parts = partsOf(item.path);
  const folder = folderFor(tree, parts.slice(0, -1), layer);
  const path = [folder, parts.at(-1)].filter((part) => part !== "").join("/");
  const stored = { item, layer, at: path };
  if (item.kind === "hardlink") {
    const target = tree.get(resolve(tree, item.link, false) ?? "");
    if (target === undefined || isFolder(target)) return;
    removeBelow(tree, path, true);
    tree.set(path, { stored: target.stored, by: stored });
    return;
  }
  // A folder keeps its content.
  if (item.kind !== "dir" || !isFolder(tree.get(path))) removeBelow(tree, path, true);
  tree.set(path, nameOf(stored));
}

/** The folder with these names, made if it isn't there. A link of the same layer is followed; one of a lower layer goes. */
function folderFor(tree: Map<string, Name>, parts: readonly string[], layer: number, followed = 0): string {
  let at = "";
  for (const part of parts) {
    const next = at === "" ? part : `${at}/${part}`;
    const led = isFolder(tree.get(next)) ? next : behindLink(tree, next, layer, followed);
    if (led !== undefined) at = led;
    else {
      removeBelow(tree, next, true);
      tree.set(next, nameOf({ item: undefined, layer, at: next }));
      at = next;
    }
  }
  return at;
}

/** The target folder of a link of the layer, created if it is missing. */
function behindLink(tree: Map<string, Name>, path: string, layer: number, followed: number): string | undefined {
  const link = tree.get(path);
  if (link === undefined || link.stored.layer !== layer || kindOf(link) !== "symlink") return undefined;
  const led = resolve(tree, path, true);
  if (led !== undefined) return isFolder(tree.get(led)) ? led : undefined;
  if (followed === LINKS) return undefined;
  const target = link.stored.item?.link ?? "";
  const parts = partsOf(target.startsWith("/") ? target : `${parentOf(path)}/${target}`);
  return folderFor(tree, parts, layer, followed + 1);
}

function nameOf(stored: Stored): Name {
  return { stored, by: stored };
}

function removeBelow(tree: Map<string, Name>, path: string, andItself: boolean): void {
  const prefix = path === "" ? "" : `${path}/`;
  const name = tree.get(path);
  if (isFolder(name)) for (const key of [...tree.keys()]) if (key !== "" && key.startsWith(prefix)) tree.delete(key);
  if (andItself && path !== "") tree.delete(path);
}
