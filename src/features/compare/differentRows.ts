import type { EntriesPage, ListedEntry } from "#contract/imageEntries.ts";
import type { TreeKeyRow } from "../../lib/treeKey.ts";
import { type PathQuestion, questionKey } from "../../state/compare/comparison.ts";
import type { Loadable } from "../../state/loading/loadable.ts";
import { messages } from "./messages.ts";

/** A row of the tree: a path that differs, or what leads to more, or a note. */
export type DifferentRow =
  | (TreeKeyRow & { readonly kind: "entry"; readonly entry: ListedEntry; readonly note?: false })
  | (TreeKeyRow & {
      readonly kind: "more";
      readonly question: PathQuestion;
      readonly text: string;
      readonly note?: false;
    })
  | (TreeKeyRow & { readonly kind: "note"; readonly text: string; readonly note: true });

interface RowsInput {
  readonly pages: Readonly<Record<string, Loadable<EntriesPage>>>;
  readonly expanded: ReadonlySet<string>;
  /** The question for a folder's children, or for all. */
  readonly question: (folder: string) => PathQuestion;
}

/** The rows in view order. */
export function differentRows(input: RowsInput): DifferentRow[] {
  const rows: DifferentRow[] = [];
  addFolder("/", 0, input, rows);
  return rows;
}

function addFolder(folder: string, depth: number, input: RowsInput, rows: DifferentRow[]): void {
  const question = input.question(folder);
  const page = input.pages[questionKey(question)];
  if (page?.phase === "failed") rows.push(noteRow(folder, depth, page.problem.title));
  if (page?.phase !== "ready") return;
  const { entries, total } = page.value;
  for (const entry of entries) {
    const isFolder = !question.flat && (entry.inside?.entries ?? 0) > 0;
    const expanded = isFolder ? input.expanded.has(entry.path) : undefined;
    rows.push({ kind: "entry", key: entry.path, depth, entry, expanded });
    if (expanded) addFolder(entry.path, depth + 1, input, rows);
  }
  if (total > entries.length) {
    const text = messages.more(total - entries.length);
    rows.push({ kind: "more", key: `more ${folder}`, depth, question, text });
  }
  if (total === 0) rows.push(noteRow(folder, depth, question.find ? messages.nothingFound : messages.sameFiles));
}

function noteRow(folder: string, depth: number, text: string): DifferentRow {
  return { kind: "note", note: true, key: `note ${folder}`, depth, text };
}
