import type { Analysis } from "./analysis.ts";
import { layerPages } from "./fileViews.ts";
import { listing } from "./listing.ts";
import { kindOf, type Stored } from "./merge.ts";
import { asJson, asList, type Json } from "./savedImage.ts";

const COLUMNS = ["path", "type", "change", "size", "mode", "uid", "gid", "modified", "linkTarget", "layer"];

/** `/layers/{n}/listing` as JSON: all files up to a layer, or what the layer did. Layers count from 1. */
export function listingView(analysis: Analysis, layer: number, of: "layer" | "root"): Json[] {
  return of === "root" ? rootListing(analysis, layer) : layerListing(analysis, layer);
}

/** The same as a table: the cells of its lines, the names of the columns first. Surrogates have no place in UTF-8. */
export function listingTable(rows: readonly Json[]): string[][] {
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => safe(String(row[column] ?? "").toWellFormed())))];
}

/** Spreadsheets take these starts for a formula: an apostrophe makes them text. */
function safe(cell: string): string {
  return "=+-@\t\r".includes(cell.trimStart()[0] ?? "x") || /^[\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** The cells of RFC 4180. */
export function parseTable(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== ",") lines.push([]);
  }
  return lines.slice(0, -1);
}

/** All names of a file have its attributes; the first of them is the file, the others lead to it. */
function rootListing(analysis: Analysis, layer: number): Json[] {
  const first = new Map<Stored, string>();
  return listing(analysis, layer, "root").rows.map(({ path, name }): Json => {
    const { item } = name.stored;
    const linkTo = first.get(name.stored);
    if (linkTo === undefined) first.set(name.stored, path);
    const target = linkTo === undefined ? item?.link : `/${linkTo}`;
    return {
      path: `/${path}`,
      type: linkTo === undefined ? kindOf(name) : "hardlink",
      size: item?.content.size ?? 0,
      mode: octal(item?.mode ?? 0o755),
      uid: item?.uid ?? 0,
      gid: item?.gid ?? 0,
      modified: timeOf(item?.mtime ?? 0),
      ...((linkTo !== undefined || kindOf(name) === "symlink") && { linkTarget: target }),
      layer: Math.max(name.by.layer, 0) + 1,
    };
  });
}

function layerListing(analysis: Analysis, layer: number): Json[] {
  const entries = layerPages(analysis, layer).flatMap(({ entries }) => asList(entries).map(asJson));
  return entries.map(({ files: _files, mtime, mode, layer: by, ...entry }) => ({
    ...entry,
    mode: octal(Number(mode)),
    modified: timeOf(Number(mtime)),
    layer: Number(by) + 1,
  }));
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

function timeOf(mtime: number): string {
  const milliseconds = mtime * 1000;
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : "";
}
