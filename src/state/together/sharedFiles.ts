import * as Y from "yjs";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { textChange } from "../../lib/textChange.ts";
import { withLineFeeds } from "./lineFeedText.ts";
import { sharableFiles } from "./sharableFiles.ts";
import type { SharedDoc } from "./sharedDoc.ts";

/** Puts the files of the learner's workspace into the document that are not in it, and takes out those that are gone. */
export function shareFiles({ doc, files }: SharedDoc, content: WorkspaceContent): void {
  const wanted = sharableFiles(content);
  for (const [path, text] of wanted) {
    // One change each: a frame holds a file, and not all of them.
    if (!files.has(path)) doc.transact(() => files.set(path, new Y.Text(text)));
  }
  const present = new Set(content.files.flatMap(({ kind, path }) => (kind === "text" ? [path] : [])));
  for (const path of [...files.keys()]) if (!present.has(path)) files.delete(path);
}

/**
 * Adds what was typed into a file between the page's start and the first meeting with the others. `before` is the text
 * at the start. What it replaced is left alone if others have changed it.
 */
export function addTyped(shared: SharedDoc, path: string, before: string, now: string): void {
  const text = shared.text(path);
  if (!text || before === now) return;
  const { from, to, insert } = textChange(withLineFeeds(before), withLineFeeds(now));
  const shownThere = text.toString().slice(from, to);
  const at = Math.min(from, text.length);
  shared.doc.transact(() => {
    if (shownThere === withLineFeeds(before).slice(from, to)) text.delete(at, to - from);
    text.insert(at, insert);
  });
}
