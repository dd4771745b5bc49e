import type { Stack } from "#contract/image.ts";
import { showResultTab } from "../page/layout.ts";
import { expandBase } from "../page/stackView.ts";
import { selectLink, showLayerFiles } from "./selection.ts";
import { useLinks } from "./selectionLinked.ts";

/** Selects a layer in the stack and opens its details; one of several layers of a base image is unfolded. */
export function showLayer({ rows }: Stack, layer: number): void {
  const position = rows.findIndex((row) => row.layer?.index === layer);
  const row = rows[position];
  if (row === undefined) return;
  const link = useLinks.getState().links.find((one) => one.rows.includes(position));
  const isOneOfSeveral = row.base && rows.filter((one) => one.base && one.layer).length > 1;
  if (isOneOfSeveral) expandBase(true);
  selectLink(link?.id, isOneOfSeveral ? `base:${position}` : (link?.id ?? (row.base ? "base" : `row:${position}`)));
  showLayerFiles("open");
  showResultTab("layers");
}
