import type { ListedEntry } from "#contract/imageEntries.ts";
import type { EntriesSource } from "./entriesSource.ts";
import type { EntriesScope } from "./entriesView.ts";

/** A tree of files as a pane wants it: the layouts place it there. */
export interface PlacedTree {
  /** Where on the page: a place comes back to what was open in it. */
  readonly place: "details" | "files";
  readonly source: EntriesSource;
  /** What can be shown, the first at first. */
  readonly scopes: readonly [EntriesScope, ...EntriesScope[]];
  /** Another one means that the files may have changed. */
  readonly version?: string | undefined;
  /** Accessible name, if it is not named after what it shows. */
  readonly label?: string;
  /** Whether what the layer did is marked. */
  readonly hasMarks: boolean;
  /** A row that is no folder was pressed. */
  readonly onOpen?: (entry: ListedEntry) => void;
}
