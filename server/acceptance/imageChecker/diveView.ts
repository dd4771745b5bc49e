import type { Analysis } from "./analysis.ts";
import type { LayerItem } from "./layerItems.ts";
import type { Json } from "./savedImage.ts";

/** A path of a layer, or of the layers so far. */
interface Known {
  readonly bytes: number;
  readonly isFolder: boolean;
}

interface Counted {
  copies: number;
  bytes: number;
  least: number;
}

const WHITEOUT = ".wh.";
const LISTED = 20;

/** `/efficiency`: dive's figures, from plain lists of paths. */
export function diveView({ image }: Analysis): Json {
  const layers = image.layers.map(({ items }) => items);
  const counted = [...countedPaths(layers)].map(([path, count]) => ({ path, ...count }));
  const wasted = counted.filter(({ copies }) => copies > 1);
  const all = sum(counted.map(({ bytes }) => bytes));
  const wastedBytes = sum(wasted.map(({ bytes }) => bytes));
  const userBytes = sum(layers.slice(1).flatMap((items) => items.map(bytesOf)));
  return {
    efficiency: all === 0 ? 1 : sum(counted.map(({ least }) => least)) / all,
    wastedBytes,
    userBytes,
    userWastedPercent: userBytes === 0 ? null : wastedBytes / userBytes,
    total: wasted.length,
    items: wasted
      .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
      .slice(0, LISTED)
      .map(({ path, bytes, copies }) => ({ path, bytes, copies })),
  };
}

function countedPaths(layers: readonly (readonly LayerItem[])[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  const stacked = new Map<string, Known>();
  for (const [index, items] of layers.entries()) {
    const own = pathsOf(items);
    const sorted = [...own.keys()].sort(childFirst);
    countLayer(sorted, { own, lower: index === 0 ? own : stacked }, counts);
    for (const path of sorted) {
      const known = own.get(path);
      if (hidden(path) !== undefined) remove(stacked, hidden(path) ?? "");
      else if (known !== undefined) stacked.set(path, known);
    }
  }
  return counts;
}

interface Trees {
  readonly own: ReadonlyMap<string, Known>;
  readonly lower: ReadonlyMap<string, Known>;
}

function countLayer(sorted: readonly string[], { own, lower }: Trees, counts: Map<string, Counted>): void {
  const parents = new Set(sorted.map((path) => path.split("/").slice(0, -1).join("/")));
  for (const path of sorted) {
    if (parents.has(path)) continue;
    const hides = hidden(path);
    const was = hides === undefined ? undefined : lower.get(hides);
    if (hides !== undefined && was === undefined) return;
    const bytes = hides === undefined ? (own.get(path)?.bytes ?? 0) : was?.isFolder ? bytesBelow(lower, hides) : 0;
    const at = `/${hides ?? path}`;
    const count = counts.get(at) ?? { copies: 0, bytes: 0, least: Number.POSITIVE_INFINITY };
    counts.set(at, { copies: count.copies + 1, bytes: count.bytes + bytes, least: Math.min(count.least, bytes) });
  }
}

/** With the folders on the way, which no item names; the last item of a path counts. */
function pathsOf(items: readonly LayerItem[]): Map<string, Known> {
  const paths = new Map<string, Known>();
  for (const item of items) {
    if (item.path === "") continue;
    const parts = item.path.split("/");
    if (item.hides === "one") parts.push(WHITEOUT + parts.pop());
    const whole = parts.join("/");
    for (const index of parts.keys()) {
      const path = parts.slice(0, index + 1).join("/");
      if (!paths.has(path)) paths.set(path, { bytes: 0, isFolder: false });
    }
    if (item.hides !== "all") {
      paths.set(whole, { bytes: bytesOf(item), isFolder: item.hides === undefined && item.kind === "dir" });
    }
  }
  return paths;
}

function hidden(path: string): string | undefined {
  const parts = path.split("/");
  const last = parts.pop() ?? "";
  return last.startsWith(WHITEOUT) ? [...parts, last.slice(WHITEOUT.length)].join("/") : undefined;
}

/** By the names on the way; a folder after what is in it. */
function childFirst(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at === -1) return 1;
  const other = right[at];
  return other === undefined || (left[at] ?? "") < other ? -1 : 1;
}

function remove(paths: Map<string, Known>, path: string): void {
  for (const key of [...paths.keys()]) if (key === path || key.startsWith(`${path}/`)) paths.delete(key);
}

function bytesBelow(paths: ReadonlyMap<string, Known>, folder: string): number {
  return sum([...paths].filter(([path]) => path.startsWith(`${folder}/`)).map(([, { bytes }]) => bytes));
}

function bytesOf({ kind, hides, content }: LayerItem): number {
  return kind === "file" && hides === undefined ? content.size : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
