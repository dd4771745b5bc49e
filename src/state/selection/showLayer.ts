import type { Stack } from "#contract/image.ts";
import { revealRange, useEditor } from "../editor/editor.ts";
import { showResultTab } from "../page/layout.ts";
import { expandBase } from "../page/stackView.ts";
import { selectLink, showLayerFiles } from "./selection.ts";
import { useLinks } from "./selectionLinked.ts";

/** Selects a layer in the stack and opens its details; one of several layers of a base image is unfolded. */
export function showLayer(stack: Stack, layer: number): void {
  const { rows } = stack;
  const position = rows.findIndex((row) => row.layer?.index === layer);
  const row = rows[position];
  if (row === undefined) return;
  const link = linkOf(position);
  const isOneOfSeveral = row.base && rows.filter((one) => one.base && one.layer).length > 1;
  if (isOneOfSeveral) expandBase(true);
  selectLink(link?.id, isOneOfSeveral ? `base:${position}` : (link?.id ?? (row.base ? "base" : `row:${position}`)));
  revealLine(link);
  showLayerFiles("open");
  showResultTab("layers");
}

/** Selects a layer of the image, and brings its line into view. */
export function showLayerLine({ rows }: Stack, layer: number): void {
  const link = linkOf(rows.findIndex((row) => row.layer?.index === layer));
  selectLink(link?.id);
  revealLine(link);
}

const linkOf = (position: number) => useLinks.getState().links.find(({ rows }) => rows.includes(position));

function revealLine(link: ReturnType<typeof linkOf>): void {
  if (link?.lines === undefined || useEditor.getState().openPath !== undefined) return;
  const start = { line: link.lines.start, character: 0 };
  revealRange({ start, end: start }, undefined, false);
}
