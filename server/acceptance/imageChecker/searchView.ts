import type { Analysis } from "./analysis.ts";
import type { LayerItem } from "./layerItems.ts";
import type { Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

/** Bytes of a file that are searched, and of its start that tell whether it is binary. */
const SEARCHED = 4 * 1024 * 1024;
const START = 8000;
/** Most lines of one file. */
const LINES = 50;

/** `/search` for a text in any case, all pages: every file with bytes that a layer stores, shown or not. */
export function searchView({ image, tree }: Analysis, text: string): Json {
  const wanted = text.toLowerCase();
  const stored = image.layers.flatMap(({ items }, layer) =>
    items
      .filter((item) => item.kind === "file" && item.hides === undefined && item.content.size > 0)
      .map((item) => ({ item, layer })),
  );
  const texts = stored.flatMap(({ item, layer }) => {
    const bytes = startOf(item.content, SEARCHED);
    return bytes.subarray(0, START).includes(0) ? [] : [{ item, layer, bytes }];
  });
  const found = texts.map(({ item, layer, bytes }) => {
    const isShown = tree.get(item.path)?.stored.item === item;
    return fitting(bytes, wanted).map((line) => ({ path: `/${item.path}`, layer, isShown, line }));
  });
  const read = new Map<LayerItem, number>(texts.map(({ item, bytes }) => [item, bytes.length]));
  return {
    hits: found.flatMap((lines) => lines.slice(0, LINES)),
    files: texts.length,
    binary: stored.length - texts.length,
    bytes: stored.reduce((sum, { item }) => sum + (read.get(item) ?? Math.min(item.content.size, START)), 0),
    cut: found.filter((lines, at) => lines.length >= LINES || (texts[at]?.item.content.size ?? 0) > SEARCHED).length,
    done: stored.length,
    total: stored.length,
  };
}

/** The numbers of the lines that have the text. */
function fitting(bytes: Buffer, wanted: string): number[] {
  const lines = bytes.toString("utf8").toLowerCase().split("\n");
  return lines.flatMap((line, at) => (line.includes(wanted) ? [at + 1] : []));
}
