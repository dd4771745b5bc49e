import type { Analysis } from "./analysis.ts";
import { ownersOf } from "./mapView.ts";
import { isFolder, type Name, parentOf, type Tree } from "./merge.ts";
import type { Json } from "./savedImage.ts";

interface Summed {
  bytes: number;
  files: number;
  mtime: number;
  readonly byLayer: Map<number, number>;
}

/** The nodes of `/map` with these places and names: what each sums up, and that what isn't named is among the others. */
export function mapNodes({ tree }: Analysis, answered: readonly Json[], depth: number): Json[] {
  const sums = sumsOf(tree);
  const children = Map.groupBy(
    [...tree.keys()].filter((path) => path !== ""),
    parentOf,
  );
  const paths: string[] = [];
  for (const { parent, name } of answered) {
    const folder = paths[Number(parent)] ?? "";
    paths.push(folder === "" ? String(name) : `${folder}/${name}`);
  }
  const named = Map.groupBy(
    [...answered.keys()].filter((at) => answered[at]?.kind !== "others"),
    (at) => Number(answered[at]?.parent),
  );
  const restOf = (at: number): string[] => {
    const taken = new Set((named.get(at) ?? []).map((child) => paths[child]));
    return (children.get(paths[at] ?? "") ?? []).filter((path) => !taken.has(path));
  };
  const shown = answered.map(({ parent, name, kind }, at) => {
    if (kind === "others") return { parent, name, kind, ...othersOf(restOf(Number(parent)), { tree, sums }) };
    const found = tree.get(paths[at] ?? "");
    return { parent, name, kind: isFolder(found) ? "folder" : "file", ...shownOf(sums.get(paths[at] ?? ""), found) };
  });
  const withOthers = new Set(answered.filter(({ kind }) => kind === "others").map(({ parent }) => parent));
  const missing = [...answered.keys()]
    .filter((at) => !withOthers.has(at) && answered[at]?.kind === "folder" && levelOf(answered, at) < depth)
    .flatMap(restOf);
  return [...shown, ...missing.map((path) => ({ missing: path }))];
}

function levelOf(answered: readonly Json[], at: number): number {
  let level = 0;
  for (let node = answered[at]; node !== undefined && Number(node.parent) >= 0; node = answered[Number(node.parent)]) {
    level += 1;
  }
  return level;
}

function sumsOf(tree: Tree): ReadonlyMap<string, Summed> {
  const owners = ownersOf(tree);
  const sums = new Map<string, Summed>();
  for (const [path, name] of tree) {
    const own = owners.get(name.stored) === path;
    addTo(summedAt(sums, path), name, own);
    for (let at = path; at !== ""; ) {
      at = parentOf(at);
      addTo(summedAt(sums, at), name, own && name.stored.item?.content.size !== 0);
    }
  }
  return sums;
}

function summedAt(sums: Map<string, Summed>, path: string): Summed {
  const sum = sums.get(path) ?? { bytes: 0, files: 0, mtime: Number.NEGATIVE_INFINITY, byLayer: new Map() };
  sums.set(path, sum);
  return sum;
}

/** `isOwner`: its bytes count at this name. */
function addTo(sum: Summed, name: Name, isOwner: boolean): void {
  if (isFolder(name)) return;
  sum.files += 1;
  sum.mtime = Math.max(sum.mtime, name.by.item?.mtime ?? 0);
  if (!isOwner) return;
  const { layer, item } = name.stored;
  const bytes = item?.content.size ?? 0;
  sum.bytes += bytes;
  sum.byLayer.set(layer, (sum.byLayer.get(layer) ?? 0) + bytes);
}

function shownOf(sum: Summed | undefined, name: Name | undefined): Json {
  const own = name?.by;
  return {
    bytes: sum?.bytes ?? 0,
    files: sum?.files ?? 0,
    layer: mostOf(sum?.byLayer ?? new Map()) ?? Math.max(own?.layer ?? 0, 0),
    mtime: sum !== undefined && sum.files > 0 ? sum.mtime : (own?.item?.mtime ?? 0),
  };
}

function othersOf(rest: readonly string[], { tree, sums }: { tree: Tree; sums: ReadonlyMap<string, Summed> }): Json {
  const byLayer = new Map<number, number>();
  const parts = rest.map((path) => shownOf(sums.get(path), tree.get(path)));
  for (const path of rest) {
    for (const [layer, bytes] of sums.get(path)?.byLayer ?? []) {
      if (bytes > 0) byLayer.set(layer, (byLayer.get(layer) ?? 0) + bytes);
    }
  }
  return {
    bytes: parts.reduce((sum, { bytes }) => sum + Number(bytes), 0),
    files: rest.length,
    layer: mostOf(byLayer) ?? 0,
    mtime: Math.max(0, ...parts.map(({ mtime }) => Number(mtime))),
  };
}

/** The layer with most bytes, the lower of two. */
function mostOf(byLayer: ReadonlyMap<number, number>): number | undefined {
  const sorted = [...byLayer].sort(([a, some], [b, more]) => more - some || a - b);
  return sorted[0]?.[0];
}
