import { create } from "zustand";
import type { ContentHit, ContentSearchPage } from "#contract/contentSearch.ts";
import type { ListedEntry } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import { searchContent, searchPaths } from "../../api/imageFile.ts";

export type SearchIn = "path" | "content";

/** What is looked for. */
export interface Wanted {
  readonly image: Digest;
  /** The last layer of the image. */
  readonly top: number;
  readonly text: string;
  readonly in: SearchIn;
  readonly how: "text" | "regex";
  /** Only in this layer. */
  readonly layer?: number | undefined;
}

export type SearchHit =
  | { readonly kind: "path"; readonly entry: ListedEntry }
  | { readonly kind: "content"; readonly hit: ContentHit };

/** Files that a search is through with. */
export type Counted = Pick<ContentSearchPage, "files" | "binary" | "bytes" | "cut" | "done" | "total">;

interface Running {
  readonly hits: readonly SearchHit[];
  readonly counted: Counted;
}

export type SearchState =
  | { readonly phase: "idle" }
  | ({ readonly phase: "running" | "done" | "canceled" | "full" } & Running)
  | ({ readonly phase: "failed"; readonly problem: Problem } & Running);

/** Hits that are listed: more help nobody. */
const MOST_HITS = 5000;
const NOTHING: Counted = { files: 0, binary: 0, bytes: 0, cut: 0, done: 0, total: 0 };

export const useImageSearch = create<{ readonly search: SearchState }>(() => ({ search: { phase: "idle" } }));

let running = new AbortController();

/** Looks for something else, page by page; what was looked for before is left. */
export async function startSearch(wanted: Wanted): Promise<void> {
  running.abort();
  const cancel = new AbortController();
  running = cancel;
  if (wanted.text === "") return useImageSearch.setState({ search: { phase: "idle" } });
  put({ phase: "running", hits: [], counted: NOTHING });
  try {
    await (wanted.in === "path" ? findPaths(wanted, cancel.signal) : findContent(wanted, cancel.signal));
  } catch (cause) {
    if (!cancel.signal.aborted) throw cause;
  }
}

/** What was found so far stays. */
export function cancelSearch(): void {
  running.abort();
  const { search } = useImageSearch.getState();
  if (search.phase === "running") put({ ...search, phase: "canceled" });
}

async function findPaths({ image, top, text, how, layer }: Wanted, signal: AbortSignal): Promise<void> {
  const of = layer === undefined ? "root" : "layer";
  const hits: SearchHit[] = [];
  for (;;) {
    const page = await searchPaths(image, layer ?? top, { of, find: text, how, from: hits.length }, signal);
    if (!page.ok) return fail(page.problem);
    const { entries, total } = page.value;
    for (const entry of entries) hits.push({ kind: "path", entry });
    const found = { hits: [...hits], counted: { ...NOTHING, done: hits.length, total } };
    if (entries.length === 0 || hits.length >= total) return put({ phase: "done", ...found });
    if (hits.length >= MOST_HITS) return put({ phase: "full", ...found });
    put({ phase: "running", ...found });
  }
}

async function findContent({ image, text, how, layer }: Wanted, signal: AbortSignal): Promise<void> {
  const hits: SearchHit[] = [];
  let counted = NOTHING;
  let after: string | undefined;
  for (;;) {
    const page = await searchContent(image, { text, how, layer, after }, signal);
    if (!page.ok) return fail(page.problem);
    for (const hit of page.value.hits) hits.push({ kind: "content", hit });
    counted = sumOf(counted, page.value);
    const found = { hits: [...hits], counted };
    after = page.value.next;
    if (after === undefined) return put({ phase: "done", ...found });
    if (hits.length >= MOST_HITS) return put({ phase: "full", ...found });
    put({ phase: "running", ...found });
  }
}

function sumOf(before: Counted, { files, binary, bytes, cut, done, total }: ContentSearchPage): Counted {
  return {
    files: before.files + files,
    binary: before.binary + binary,
    bytes: before.bytes + bytes,
    cut: before.cut + cut,
    done,
    total,
  };
}

function put(search: SearchState): void {
  useImageSearch.setState({ search });
}

function fail(problem: Problem): void {
  const { search } = useImageSearch.getState();
  const found = search.phase === "idle" ? { hits: [], counted: NOTHING } : search;
  put({ phase: "failed", hits: found.hits, counted: found.counted, problem });
}
