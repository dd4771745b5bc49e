import type { Change, FileType } from "#contract/image.ts";
import type { EntriesQuery, FindKind } from "#contract/imageEntries.ts";
import type { EntriesAsked } from "#contract/routes.ts";

/** What a layer changed, all that it stores, or all files up to and including it. */
export type EntriesScope = "changes" | "layer" | "root";
export type EntriesSort = EntriesQuery["sort"];

/** Which files a person wants to see, and in which order. */
export interface EntriesView {
  readonly scope: EntriesScope;
  readonly find: string;
  readonly how: FindKind;
  /** Bytes. */
  readonly minSize: number;
  /** Undefined for every kind. */
  readonly type: FileType | undefined;
  /** Empty: all that the scope has. */
  readonly changes: readonly Change[];
  readonly sort: EntriesSort;
}

export const ALL_ENTRIES: Omit<EntriesView, "scope"> = {
  find: "",
  how: "text",
  minSize: 0,
  type: undefined,
  changes: [],
  sort: "name",
};

const CHANGED: Change[] = ["added", "changed", "deleted"];

/** The question to the server, but for the folder and the page. Only what differs from the defaults is in it. */
export function questionOf({ scope, find, how, minSize, type, changes, sort }: EntriesView): EntriesAsked {
  const wanted = scope === "changes" && changes.length === 0 ? CHANGED : [...changes];
  return {
    of: scope === "root" ? "root" : "layer",
    ...(find !== "" && { find, how }),
    ...(minSize > 0 && { minSize }),
    ...(type && { types: [type] }),
    ...(wanted.length > 0 && { changes: wanted }),
    ...(sort !== "name" && { sort }),
    // The largest first.
    ...(sort === "size" && { descending: true }),
  };
}

/** Whether something is left out that the scope has. */
export function isFiltered({ find, minSize, type, changes }: EntriesView): boolean {
  return find !== "" || minSize > 0 || type !== undefined || changes.length > 0;
}
