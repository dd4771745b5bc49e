import type { Analysis } from "./analysis.ts";
import { type Around, around, type Inside, insideOf, layerRows, type Row, rootRows } from "./entryRows.ts";
import type { Stored, Tree } from "./merge.ts";

interface Listing {
  readonly place: Around;
  readonly rows: readonly Row[];
  readonly inside: ReadonlyMap<string, Inside>;
  readonly links: Readonly<Record<"before" | "after", ReadonlyMap<Stored, number>>>;
}

const listings = new WeakMap<Analysis, Map<string, Listing>>();

/** What all questions about a layer, or about a root, have in common: worked out once. */
export function listing(analysis: Analysis, layer: number, of: "layer" | "root"): Listing {
  const known = listings.get(analysis) ?? new Map<string, Listing>();
  listings.set(analysis, known);
  const found = known.get(`${of} ${layer}`);
  if (found !== undefined) return found;
  const place = around(analysis, layer);
  const rows = of === "layer" ? layerRows(analysis, place) : rootRows(analysis, place);
  const links = { before: linksIn(place.before), after: linksIn(place.after) };
  const made = { place, rows, inside: insideOf(rows), links };
  known.set(`${of} ${layer}`, made);
  return made;
}

/** How many names each file has. */
function linksIn(tree: Tree): ReadonlyMap<Stored, number> {
  const counts = new Map<Stored, number>();
  for (const { stored } of tree.values()) counts.set(stored, (counts.get(stored) ?? 0) + 1);
  return counts;
}
