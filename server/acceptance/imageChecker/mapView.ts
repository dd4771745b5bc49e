import type { Analysis } from "./analysis.ts";
import { isFolder, kindOf, type Stored } from "./merge.ts";
import { asJson, type Json } from "./savedImage.ts";

/** Sums of `/map` over everything in the root, and over each folder and file right in it that is not among the small ones. */
export function mapSums({ tree }: Analysis): Json {
  const names = [...tree].filter(([path]) => path !== "").map(([path, name]) => ({ path, name }));
  const seen = new Set<Stored>();
  const paths = names.map(({ path, name: { stored } }) => {
    const isFile = kindOf({ stored, by: stored }) === "file";
    // The name that the layer stores it at if it is there, else the first of the alphabet.
    const first = tree.get(stored.at)?.stored === stored ? stored.at : undefined;
    const others = names.filter(({ name }) => name.stored === stored).map((one) => one.path);
    const owner = first ?? others.sort()[0];
    const bytes = isFile && owner === path && !seen.has(stored) ? (stored.item?.content.size ?? 0) : 0;
    if (bytes > 0) seen.add(stored);
    return { top: path.split("/")[0] ?? "", bytes, files: isFolder(tree.get(path)) ? 0 : 1 };
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
