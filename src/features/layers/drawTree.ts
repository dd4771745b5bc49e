import type { ReactNode } from "react";
import type { EntriesSource } from "../../state/entries/entriesSource.ts";
import type { PlacedTree } from "../../state/entries/placedTree.ts";

/** Draws files: that is another feature's. */
export type DrawTree = (wanted: PlacedTree) => ReactNode;

/** The files of a row of the stack, in its details. */
export function detailsTree(source: EntriesSource, version?: string): PlacedTree {
  return { place: "details", source, version, scopes: ["changes", "layer", "root"], hasMarks: true };
}
