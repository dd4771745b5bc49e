import type { Analysis } from "./analysis.ts";
import { isFolder, kindOf, type Stored, type Tree } from "./merge.ts";
import { asJson, type Json } from "./savedImage.ts";

/** Sums of `/map` over everything in the root, and over each folder and file right in it that is not among the small ones. */
export function mapSums({ tree }: Analysis): Json {
  const owners = ownersOf(tree);
  const paths = [...tree].flatMap(([path, { stored }]) => {
    const bytes = owners.get(stored) === path ? (stored.item?.content.size ?? 0) : 0;
    return path === "" ? [] : [{ top: path.split("/")[0] ?? "", bytes, files: isFolder(tree.get(path)) ? 0 : 1 }];
  });
  const total = sum(paths.map(({ bytes }) => bytes));
  const tops = [...Map.groupBy(paths, ({ top }) => top)].map(([top, below]) => ({
    name: top,
    bytes: sum(below.map(({ bytes }) => bytes)),
    files: sum(below.map(({ files }) => files)),
  }));
  const large = tops.filter(({ bytes }) => bytes * 1000 >= total && bytes > 0);
  return { bytes: total, files: sum(paths.map(({ files }) => files)), large: large.sort(byName) };
}

/** The path that the bytes of each file count at: where the layer stores it if that is there, else the first of the alphabet. */
export function ownersOf(tree: Tree): ReadonlyMap<Stored, string> {
  const owners = new Map<Stored, string>();
  for (const [path, { stored }] of tree) {
    if (kindOf({ stored, by: stored }) !== "file") continue;
    const known = owners.get(stored);
    if (path === stored.at || known === undefined || (known !== stored.at && path < known)) owners.set(stored, path);
  }
  return owners;
}

/** The same sums as the API says them. */
export function answeredSums(map: Json): Json {
  const [root = {}, ...below] = Array.isArray(map.nodes) ? map.nodes.map(asJson) : [];
  const large = below
    .filter(({ kind, bytes }) => kind !== "others" && Number(bytes) > 0 && Number(bytes) * 1000 >= Number(root.bytes))
    .map(({ name, bytes, files }) => ({ name, bytes, files }));
  return { bytes: root.bytes, files: root.files, large: large.sort(byName) };
}

function byName(a: Json, b: Json): number {
  return String(a.name) < String(b.name) ? -1 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
