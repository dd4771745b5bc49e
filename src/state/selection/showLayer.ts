import type { Stack } from "#contract/image.ts";
import { revealRange, useEditor } from "../editor/editor.ts";
import { showResultTab } from "../page/layout.ts";
import { selectLink, showLayerFiles } from "./selection.ts";
import { useLinks } from "./selectionLinked.ts";

/** Selects a layer of the image with its line, and opens its files. */
export function showLayer(stack: Stack, layer: number): void {
  showResultTab("layers");
  showLayerLine(stack, layer);
  showLayerFiles("open");
}

/** Selects a layer of the image, and brings its line into view. */
export function showLayerLine(stack: Stack, layer: number): void {
  const position = stack.rows.findIndex((row) => row.layer?.index === layer);
  const link = useLinks.getState().links.find(({ rows }) => rows.includes(position));
  selectLink(link?.id);
  if (link?.lines === undefined || useEditor.getState().openPath !== undefined) return;
  const start = { line: link.lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}
