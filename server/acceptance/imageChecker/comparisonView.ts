import type { Analysis } from "./analysis.ts";
import type { LayerItem } from "./layerItems.ts";
import { isFolder, kindOf, type Name, type Tree } from "./merge.ts";
import type { Json } from "./savedImage.ts";
import { isSameContent } from "./sparseContent.ts";

interface Path {
  readonly path: string;
  readonly before: Name | undefined;
  readonly after: Name | undefined;
  readonly differences: readonly string[];
}

/** `/images/compare` without what other views say of each image, and its paths, each with what differs. */
export function comparisonView(a: Analysis, b: Analysis): { readonly files: Json; readonly paths: readonly Json[] } {
  const all = [...new Set([...a.tree.keys(), ...b.tree.keys()])]
    .map((path): Path => pathOf(path, a.tree.get(path), b.tree.get(path)))
    .filter(({ before, after, differences }) => !before || !after || differences.length > 0);
  const isTimeOnly = ({ differences }: Path) => differences.join() === "mtime";
  const shown = all.filter((path) => !isTimeOnly(path));
  const [added, deleted] = [shown.filter(({ before }) => !before), shown.filter(({ after }) => !after)];
  const changed = shown.filter(({ before, after }) => before && after);
  const files = {
    added: { ...numbersOf(namesAfter(added)), bytes: bytesOf(namesAfter(added)) },
    deleted: { ...numbersOf(namesBefore(deleted)), bytes: bytesOf(namesBefore(deleted)) },
    changed: {
      ...numbersOf(namesAfter(changed)),
      bytes: bytesOf(namesAfter(changed)) - bytesOf(namesBefore(changed)),
    },
    timesOnly: all.filter(isTimeOnly).length,
  };
  return { files, paths: shown.map(inJson).sort((x, y) => (String(x.path) < String(y.path) ? -1 : 1)) };
}

function inJson({ path, before, after, differences }: Path): Json {
  const change = !before ? "added" : !after ? "deleted" : "changed";
  return { path: `/${path}`, change, ...(change === "changed" && { differences }) };
}

function pathOf(path: string, before: Name | undefined, after: Name | undefined): Path {
  const differences = before && after ? differencesOf(before, after) : [];
  return { path, before, after, differences };
}

function differencesOf(before: Name, after: Name): string[] {
  const [a, b] = [before.stored.item, after.stored.item];
  const isSameKind = kindOf(before) === kindOf(after);
  const isFile = isSameKind && kindOf(after) === "file";
  const [xattrsA, xattrsB] = [a?.xattrs ?? new Map(), b?.xattrs ?? new Map()];
  const names = [...new Set([...xattrsA.keys(), ...xattrsB.keys()])].filter((x) => xattrsA.get(x) !== xattrsB.get(x));
  const found: Readonly<Record<string, boolean>> = {
    type: !isSameKind,
    content: isFile && a !== undefined && b !== undefined && !isSameContent(a.content, b.content),
    target: isSameKind && kindOf(after) === "symlink" && a?.link !== b?.link,
    mode: modeOf(a) !== modeOf(b),
    owner: (a?.uid ?? 0) !== (b?.uid ?? 0) || (a?.gid ?? 0) !== (b?.gid ?? 0),
    mtime: !isFolder(after) && a?.mtime !== b?.mtime,
    capabilities: names.includes("security.capability"),
    xattrs: names.some((name) => name !== "security.capability"),
  };
  return Object.keys(found).filter((name) => found[name]);
}

const modeOf = (item: LayerItem | undefined): number => (item?.mode ?? 0o755) & 0o7777;

function numbersOf(names: readonly Name[]): { readonly files: number; readonly folders: number } {
  const folders = names.filter(isFolder).length;
  return { files: names.length - folders, folders };
}

const namesBefore = (paths: readonly Path[]): Name[] => paths.flatMap(({ before }) => before ?? []);
const namesAfter = (paths: readonly Path[]): Name[] => paths.flatMap(({ after }) => after ?? []);

/** Of their files, those of hard links once. */
function bytesOf(names: readonly Name[]): number {
  const stored = new Set(names.map(({ stored: { item } }) => item));
  return [...stored].reduce((sum, item) => sum + (item?.kind === "file" ? item.content.size : 0), 0);
}

/** The files of the merged root, hard links once, and how many names they have. */
export function visibleView(tree: Tree): Json {
  const names = [...tree.values()].filter((name) => !isFolder(name));
  return { visible: bytesOf(names), files: names.length };
}
