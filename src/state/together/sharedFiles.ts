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

/** Whether texts have come or gone; what is in them is bound. */
export function hasOtherFiles(now: WorkspaceContent, before: WorkspaceContent): boolean {
  if (now.files === before.files) return false;
  const known = new Set(before.files.flatMap(({ kind, path }) => (kind === "text" ? [path] : [])));
  const texts = now.files.filter(({ kind }) => kind === "text");
  return texts.length !== known.size || texts.some(({ path }) => !known.has(path));
}

/**
 * Adds what was typed into a file between the page's start and the first meeting with the others. `before` is the text
 * at the start.
 */
export function addTyped(shared: SharedDoc, path: string, before: string, now: string): void {
  const text = shared.text(path);
  if (text) change(text, mergedText(withLineFeeds(before), withLineFeeds(now), text.toString()));
}

/** What two texts that were made of one have both become. */
function mergedText(before: string, mine: string, theirs: string): string {
  const [here, there] = [new Y.Doc(), new Y.Doc()];
  here.getText().insert(0, before);
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  change(here.getText(), mine);
  change(there.getText(), theirs);
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
  return here.getText().toString();
}

function change(text: Y.Text, wanted: string): void {
  const before = text.toString();
  if (before === wanted) return;
  const { from, to, insert } = textChange(before, wanted);
  text.doc?.transact(() => {
    text.delete(from, to - from);
    text.insert(from, insert);
  });
}
