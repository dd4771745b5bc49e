import { revealRange, useEditor } from "../../state/editor/editor.ts";
import { expandBase, unfoldStage } from "../../state/page/stackView.ts";
import { selectLink, showLayerFiles } from "../../state/selection/selection.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import type { StrataRow } from "./strataRow.ts";

/** Selects a row and, if the Dockerfile is in the editor, brings its line into view. */
export function selectRow(row: StrataRow): void {
  selectLink(row.link, row.key);
  const lines = useLinks.getState().links.find((link) => link.id === row.link)?.lines;
  if (!lines || useEditor.getState().openPath !== undefined) return;
  const start = { line: lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}

/** Selects a row and opens its details; a folded stage unfolds. */
export function openRow(row: StrataRow): void {
  if (row.stage === undefined) {
    selectRow(row);
    showLayerFiles("open");
  } else toggleRow(row);
}

export function toggleRow(row: StrataRow): void {
  selectRow(row);
  if (row.stage === undefined) expandBase(!row.expanded);
  else unfoldStage(row.stage, !row.expanded);
}
