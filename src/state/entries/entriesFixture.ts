import type { EntriesPage, ListedEntry } from "#contract/imageEntries.ts";
import type { EntriesAsked } from "#contract/routes.ts";
import type { GetEntries } from "../../api/entries.ts";
import { type Result, succeeded } from "../../api/result.ts";
import { ALL_ENTRIES, type EntriesView } from "./entriesView.ts";

export const VIEW: EntriesView = { ...ALL_ENTRIES, scope: "changes" };

/** A file that the layer added; a folder, `/x/`, that it has not. */
function listed(path: string, more: Partial<ListedEntry> = {}): ListedEntry {
  const isFolder = path.endsWith("/");
  const bare = isFolder ? path.slice(0, -1) : path;
  const name = bare.slice(bare.lastIndexOf("/") + 1);
  const common = { size: 1, mode: 0o644, uid: 0, gid: 0, mtime: 0, layer: 0 };
  return isFolder
    ? { ...common, path: bare, name, type: "dir", change: "unchanged", fits: false, ...more }
    : { ...common, path: bare, name, type: "file", change: "added", fits: true, ...more };
}

/** What a server answers that has these files. A folder is where its files are. */
export function answerOf(
  paths: readonly string[],
  { folder = "/", from = 0, limit = 1000 }: EntriesAsked,
): EntriesPage {
  const start = folder === "/" ? "/" : `${folder}/`;
  const inside = new Map<string, number>();
  const files: string[] = [];
  for (const path of paths) {
    if (!path.startsWith(start)) continue;
    const slash = path.indexOf("/", start.length);
    if (slash === -1) files.push(path);
    else inside.set(path.slice(0, slash), (inside.get(path.slice(0, slash)) ?? 0) + 1);
  }
  const folders = [...inside].map(([path, count]) => {
    const sums = { files: count, bytes: count, deletedFiles: 0, deletedBytes: 0, entries: count, touched: count };
    return listed(`${path}/`, { inside: sums });
  });
  const entries = [...folders, ...files.map((path) => listed(path))];
  const counts = { added: paths.length, changed: 0, deleted: 0, unchanged: 0 };
  return { folder, entries: entries.slice(from, from + limit), total: entries.length, counts };
}

export interface AskedQuestion {
  readonly asked: EntriesAsked;
  readonly signal: AbortSignal;
  /** Answers it; nothing is answered before. */
  readonly answer: (result?: Result<EntriesPage>) => void;
}

/** A server with these files, each of whose questions waits until the test answers it. */
export function heldEntries(paths: readonly string[]): {
  readonly get: GetEntries;
  readonly questions: AskedQuestion[];
} {
  const questions: AskedQuestion[] = [];
  const get: GetEntries = (asked, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      questions.push({ asked, signal, answer: (result = succeeded(answerOf(paths, asked))) => resolve(result) });
    });
  return { get, questions };
}
