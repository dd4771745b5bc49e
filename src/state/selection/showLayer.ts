import type { Stack } from "#contract/image.ts";
import { revealRange, useEditor } from "../editor/editor.ts";
import { showResultTab } from "../page/layout.ts";
import { selectLink, showLayerFiles } from "./selection.ts";
import { useLinks } from "./selectionLinked.ts";

/** Selects a layer of the image with its line, and opens its files. */
export function showLayer(stack: Stack, layer: number): void {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  const link = useLinks.getState().links.find(({ rows }) => rows.includes(position));
  showResultTab("layers");
  selectLink(link?.id);
  showLayerFiles("open");
  if (link?.lines === undefined || useEditor.getState().openPath !== undefined) return;
  const start = { line: link.lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}
