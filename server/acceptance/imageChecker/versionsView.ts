import type { Analysis } from "./analysis.ts";
import { sameAttributes } from "./layerChanges.ts";
import { isFolder, kindOf, type Name, parentOf, resolve, type Tree } from "./merge.ts";
import { digestOf, type Json } from "./savedImage.ts";
import { type Content, startOf } from "./sparseContent.ts";

const CAPABILITIES = "security.capability";

/** `/file/versions`, without what made each layer. */
export function versionsView({ layers, tree }: Analysis, path: string): Json {
  const versions: Json[] = [];
  let before: Name | undefined;
  let last = "";
  for (const layer of layers.keys()) {
    const after = layers[layer + 1]?.before ?? tree;
    const at = resolve(after, path, false);
    const now = at === undefined ? undefined : after.get(at);
    if (now) versions.push(...stateOf(before, now).map((one) => ({ layer, ...one })));
    else if (before) versions.push({ layer, change: "deleted", ...goneWith(after, last) });
    before = now;
    last = at ?? last;
  }
  return { path: `/${last}`, versions };
}

function stateOf(before: Name | undefined, now: Name): Json[] {
  if (before?.stored === now.stored) return [];
  if (before === undefined) return [{ change: "added", file: fileOf(now) }];
  const isNews = !isFolder(before) || !isFolder(now) || !sameAttributes(before.by.item, now.by.item);
  return isNews ? [{ change: "changed", file: fileOf(now), differences: differences(before, now) }] : [];
}

function fileOf(name: Name): Json {
  const { item } = name.stored;
  const kind = kindOf(name);
  return {
    type: kind,
    size: item?.content.size ?? 0,
    mode: item?.mode ?? 0o755,
    uid: item?.uid ?? 0,
    gid: item?.gid ?? 0,
    mtime: item?.mtime ?? 0,
    ...(kind === "symlink" && { linkTarget: item?.link }),
    ...(kind === "file" && item && { digest: contentDigest(item.content) }),
  };
}

function differences(before: Name, now: Name): string[] {
  const kinds = [kindOf(before), kindOf(now)];
  const isSameKind = kinds[0] === kinds[1];
  const was = before.by.item;
  const is = now.by.item;
  const xattrs = changedXattrs(before, now);
  const found = {
    type: !isSameKind,
    content: isSameKind && kinds[1] === "file" && contentOf(before) !== contentOf(now),
    target: isSameKind && kinds[1] === "symlink" && before.stored.item?.link !== now.stored.item?.link,
    mode: (was?.mode ?? 0o755) !== (is?.mode ?? 0o755),
    owner: (was?.uid ?? 0) !== (is?.uid ?? 0) || (was?.gid ?? 0) !== (is?.gid ?? 0),
    mtime: (was?.mtime ?? 0) !== (is?.mtime ?? 0),
    capabilities: xattrs.includes(CAPABILITIES),
    xattrs: xattrs.some((name) => name !== CAPABILITIES),
  };
  return Object.entries(found).flatMap(([name, is]) => (is ? [name] : []));
}

function changedXattrs(before: Name, now: Name): string[] {
  const was = before.by.item?.xattrs ?? new Map<string, string>();
  const is = now.by.item?.xattrs ?? new Map<string, string>();
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
}

const contentOf = ({ stored: { item } }: Name): string => (item ? contentDigest(item.content) : "");

const contentDigest = (content: Content): string => digestOf(startOf(content, content.size));

/** The uppermost folder of a path that is not there anymore. */
function goneWith(tree: Tree, path: string): Json {
  let gone: string | undefined;
  for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
    const at = resolve(tree, folder, false);
    if (at === undefined || !isFolder(tree.get(at))) gone = folder;
  }
  return gone === undefined ? {} : { with: `/${gone}` };
}
