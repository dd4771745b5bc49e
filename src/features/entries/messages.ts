import type { Change, FileType } from "#contract/image.ts";
import type { FindKind } from "#contract/imageEntries.ts";
import { counted } from "../../lib/counted.ts";
import type { EntriesScope, EntriesSort } from "../../state/entries/entriesView.ts";
import type { EntryKind } from "./entryKind.ts";

export const messages = {
  trees: {
    changes: "Changes in this layer",
    layer: "Files in this layer",
    root: "Files up to this layer",
  } satisfies Record<EntriesScope, string>,
  scope: "Files shown",
  scopes: { changes: "Changes", layer: "This layer", root: "Up to here" } satisfies Record<EntriesScope, string>,
  scopeDetails: {
    changes: "Only what this layer adds, changes, and deletes",
    layer: "All that this layer stores, also what it leaves as it was",
    root: "All files of the image up to and including this layer",
  } satisfies Record<EntriesScope, string>,

  filter: "Filter by path",
  how: "How to filter",
  kindsOfFind: { text: "text", glob: "glob", regex: "regex" } satisfies Record<FindKind, string>,
  examples: { text: "Filter", glob: "*.py or usr/**/lib", regex: "\\.(so|a)$" } satisfies Record<FindKind, string>,
  moreFilters: "More filters",
  type: "Kind",
  allTypes: "all kinds",
  types: {
    file: "files",
    symlink: "symbolic links",
    hardlink: "hard links",
    char: "character devices",
    block: "block devices",
    fifo: "pipes",
  } satisfies Record<Exclude<FileType, "dir">, string>,
  minSize: "At least",
  sizeExample: "10 kB",
  badSize: "Not a size. Write 500, 10 kB, or 1.5 MB.",
  only: (change: Change, count: number) => `Only ${change} (${count.toLocaleString("en-US")})`,
  sort: "Sort by",
  sorts: { name: "by name", size: "by size", change: "by change" } satisfies Record<EntriesSort, string>,
  tryAgain: "Try again",

  noChanges: "No files changed. The layer is still part of the image, as an empty archive.",
  noFiles: "No files.",
  noMatch: "No matching files.",
  loading: "Loading…",

  kinds: {
    added: "added",
    changed: "changed",
    metadata: "metadata only",
    deleted: "deleted",
    unchanged: "",
  } satisfies Record<EntryKind, string>,
  changeCount: (count: number) => counted(count, "change"),
  fileCount: (count: number) => counted(count, "file"),
  fileTypes: {
    file: "",
    dir: "dir",
    symlink: "link",
    hardlink: "hard link",
    char: "device",
    block: "device",
    fifo: "pipe",
  } satisfies Record<FileType, string>,

  timeOnly: "time only",
  storedAgain: "stored again as it was",
  notCompared: "content not compared",
  turned: (what: string, before: string, after: string) => `${what} ${before} → ${after}`,

  mode: (mode: string) => `mode ${mode}`,
  owner: (owner: string) => `owner ${owner}`,
  fromLayer: (layer: number) => `from layer ${layer}`,
  linkTo: (target: string) => `link to ${target}`,
  hardLinkTo: (target: string) => `hard link to ${target}`,
  names: (count: number) => `${count} hard links`,
  xattrs: (names: readonly string[]) => `xattrs ${names.join(", ")}`,
} as const;
