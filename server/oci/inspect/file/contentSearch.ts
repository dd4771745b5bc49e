import type { ContentHit, ContentSearch, ContentSearchPage } from "#contract/contentSearch.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FileContent } from "#server/oci/store/treeContent.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import { type FoundLine, type LineFinder, MOST_IN_FILE } from "./lineFinder.ts";
import { treeAt } from "./treeAt.ts";

/** The start of a file, as `readContent` of the store. */
export type ReadStart = (file: FileContent, length: number) => Uint8Array;

export interface SearchTools {
  readonly read: ReadStart;
  readonly find: LineFinder;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Bytes of a file that are searched. */
const MOST_OF_FILE = 4 * 1024 * 1024;
/** Bytes that are read before they are searched: starting a search costs a millisecond. */
const BATCH = 2 * 1024 * 1024;
const FILES_IN_BATCH = 500;
/** Milliseconds of one page, and most of its hits. */
const PAGE_TIME = 250;
const PAGE_HITS = 200;
/** Most files of one page, binary ones too. */
const PAGE_FILES = 20_000;
/** A NUL among these makes a file binary, as in git. */
const BINARY_TEST = 8000;

interface Candidate {
  readonly layer: number;
  readonly index: number;
  readonly entry: LayerEntry;
}

/** A page of the lines that fit, of all files that the layers store, hidden ones too, in the order of the tars. */
export function searchContent(image: InspectedLayers, asked: ContentSearch, tools: SearchTools): ContentSearchPage {
  const end = tools.now() + PAGE_TIME;
  const { total, before, waiting } = candidates(image, asked);
  const page = { hits: [] as ContentHit[], files: 0, binary: 0, bytes: 0, cut: 0 };
  let at = 0;
  do {
    const batch = readBatch(image, waiting.slice(at, at + FILES_IN_BATCH), tools.read);
    const found = tools.find(batch.texts);
    for (const [index, lines] of found.entries()) {
      const file = waiting[at + index];
      if (file) page.hits.push(...lines.map((line) => hitOf(image, file, line)));
      if (lines.length === MOST_IN_FILE) page.cut += 1;
    }
    at += batch.texts.length;
    page.files += batch.files;
    page.binary += batch.texts.length - batch.files;
    page.bytes += batch.bytes;
    page.cut += batch.cut;
  } while (at < waiting.length && tools.now() < end && page.hits.length < PAGE_HITS);
  const last = waiting[at - 1];
  const done = before + at;
  return { ...page, done, total, ...(last && done < total && { next: `${last.layer}.${last.index + 1}` }) };
}

/** How many files with bytes there are, how many earlier pages searched, and the next ones. */
function candidates(image: InspectedLayers, { layer: only, after }: ContentSearch) {
  const [fromLayer = 0, fromIndex = 0] = after?.split(".").map(Number) ?? [];
  const waiting: Candidate[] = [];
  let total = 0;
  let before = 0;
  for (const [layer, { entries }] of image.layers.entries()) {
    if (only !== undefined && layer !== only) continue;
    for (const [index, entry] of entries.entries()) {
      if (entry.type !== "file" || entry.size === 0 || entry.whiteout !== undefined) continue;
      total += 1;
      if (layer < fromLayer || (layer === fromLayer && index < fromIndex)) before += 1;
      else if (waiting.length < PAGE_FILES) waiting.push({ layer, index, entry });
    }
  }
  return { total, before, waiting };
}

interface Batch {
  /** Of each file; empty if it is binary. */
  readonly texts: string[];
  readonly files: number;
  readonly bytes: number;
  readonly cut: number;
}

/** The first files, as many as a batch holds; one in any case. */
function readBatch(image: InspectedLayers, files: readonly Candidate[], read: ReadStart): Batch {
  const batch = { texts: [] as string[], files: 0, bytes: 0, cut: 0 };
  for (const { layer, entry } of files) {
    if (batch.bytes >= BATCH) break;
    const diffId = image.layers[layer]?.diffId;
    const text = diffId && textOf({ layer: diffId, entry }, read, batch);
    batch.texts.push(text ?? "");
    if (text === undefined) continue;
    batch.files += 1;
    if (entry.size > MOST_OF_FILE) batch.cut += 1;
  }
  return batch;
}

/** Undefined if it is binary. Most binary files are large: their start is enough to know it. */
function textOf(file: FileContent, read: ReadStart, count: { bytes: number }): string | undefined {
  const start = read(file, BINARY_TEST);
  count.bytes += start.length;
  if (start.includes(0)) return undefined;
  const bytes = file.entry.size <= BINARY_TEST ? start : read(file, MOST_OF_FILE);
  count.bytes += bytes.length - start.length;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}

function hitOf(image: InspectedLayers, { layer, entry }: Candidate, line: FoundLine): ContentHit {
  const shown = treeAt(image, undefined)?.lookup(entry.path, false)?.node.inode;
  return {
    path: `/${entry.path}`,
    layer,
    isShown: shown?.layerIndex === layer && shown.entry.offset === entry.offset,
    ...line,
  };
}
