import { type EntriesSource, entriesOf, sourceKey } from "./entriesSource.ts";
import { EntriesTree } from "./entriesTree.ts";
import type { EntriesView } from "./entriesView.ts";

/** Trees kept as they were left: those looked at last. */
const KEPT = 4;
const trees = new Map<string, EntriesTree>();

/** The tree of a place on the page over the files of a source; `view` is what it begins with. */
export function entriesTree(place: string, source: EntriesSource, view: EntriesView): EntriesTree {
  const key = `${place} ${sourceKey(source)}`;
  const tree = trees.get(key) ?? new EntriesTree(entriesOf(source), view);
  trees.delete(key);
  trees.set(key, tree);
  for (const [oldest, left] of trees) {
    if (trees.size <= KEPT) break;
    left.rest();
    trees.delete(oldest);
  }
  return tree;
}
