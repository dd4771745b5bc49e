import type { TreeKeyRow } from "../lib/treeKey.ts";

/** A row, and where it stands among those in the same folder, if not all of them are rows. */
export interface VirtualTreeRow extends TreeKeyRow {
  readonly place?: { readonly position: number; readonly count: number };
}
