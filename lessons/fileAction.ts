import type { LessonAction } from "#contract/lesson.ts";
import type { Range } from "#contract/range.ts";

export type FileAction = Extract<LessonAction, { kind: "file" }>;

/** A file after an action, and what of it is new; or the marker that it lacks. */
export type ChangedText =
  | { readonly ok: true; readonly text: string; readonly changed: Range }
  | { readonly ok: false; readonly marker: string };

/** What an action makes of a file's text. `before` is undefined if there is no such file. */
export function changeText(before: string | undefined, { target, text, marker = "" }: FileAction): ChangedText {
  const old = before ?? "";
  switch (target) {
    case "replace":
      return changedTo("", text, "");
    case "prepend":
      return changedTo("", withLineEnd(text), old);
    case "append":
      return changedTo(old === "" ? "" : withLineEnd(old), withLineEnd(text), "");
    case "insert":
      return insertAt(old, marker, text);
  }
}

function insertAt(old: string, marker: string, text: string): ChangedText {
  const at = marker === "" ? -1 : old.indexOf(marker);
  if (at === -1) return { ok: false, marker };
  return changedTo(old.slice(0, at), text, old.slice(at + marker.length));
}

function changedTo(before: string, added: string, after: string): ChangedText {
  const start = positionAt(before);
  // A line break at the end belongs to the last new line.
  const end = positionAt(before + (added.endsWith("\n") ? added.slice(0, -1) : added));
  return { ok: true, text: before + added + after, changed: { start, end } };
}

function positionAt(text: string): Range["start"] {
  const lines = text.split("\n");
  return { line: lines.length - 1, character: (lines.at(-1) ?? "").length };
}

const withLineEnd = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
