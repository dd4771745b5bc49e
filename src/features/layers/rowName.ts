import { formatSize } from "../../lib/formatSize.ts";
import { messages } from "./messages.ts";
import type { StrataRow } from "./strataRow.ts";

/** What a screen reader says about a row: everything the eye gets from color, pattern, and height. */
export function rowName(row: StrataRow): string {
  if (row.container) return writableName(row, row.container);
  const parts = [`${row.instruction} ${row.text}`];
  if (row.kind === "config" && row.size === undefined) parts.push(messages.configOnly);
  if (row.baseLayers !== undefined && row.baseLayers > 1) parts.push(messages.layerCount(row.baseLayers));
  if (row.stage !== undefined) parts.push(messages.notInImage);
  if (row.stage !== undefined && !row.expanded) parts.push(messages.folded);
  if (row.expanded) parts.push(messages.expanded);
  if (row.size !== undefined) parts.push(formatSize(row.size));
  if (row.share !== undefined) parts.push(messages.shareOfImage(row.share));
  if (row.dead > 0) parts.push(messages.dead(formatSize(row.dead)));
  if (row.cached) parts.push("cached");
  if (row.state !== "built" && !row.cached) parts.push(row.state === "pending" ? messages.states.pending : row.state);
  if (row.next) parts.push(messages.nextBuild(messages.outlooks[row.next.outlook]));
  return parts.join(", ");
}

function writableName({ text, size = 0, changes }: StrataRow, { isRunning }: { readonly isRunning: boolean }): string {
  const { added = 0, changed = 0, deleted = 0 } = changes ?? {};
  const counts = [added, changed, deleted].map(
    (count, at) => `${count} ${(["added", "changed", "deleted"] as const)[at]}`,
  );
  return [messages.writableOf(text), messages.containerState(isRunning), formatSize(size), ...counts].join(", ");
}

/** The ID of a row's element, for the list box to point at. */
export function rowId(key: string): string {
  return `stack-row-${key}`;
}
