import { formatSize } from "../../lib/formatSize.ts";
import { nextWords, type StrataRow } from "./strataRow.ts";

/** What a screen reader says of a row: everything that the eye gets from colour, pattern and height too. */
export function rowName(row: StrataRow): string {
  const parts = [`${row.instruction} ${row.text}`];
  if (row.kind === "config") parts.push("configuration only");
  if (row.baseLayers !== undefined && row.baseLayers > 1) parts.push(`${row.baseLayers} layers`);
  if (row.expanded) parts.push("expanded");
  if (row.size !== undefined) parts.push(formatSize(row.size));
  if (row.dead > 0) parts.push(`${formatSize(row.dead)} dead`);
  if (row.cached) parts.push("cached");
  if (row.state !== "built" && !row.cached) parts.push(row.state === "pending" ? "planned" : row.state);
  if (row.next) parts.push(`next build: ${nextWords[row.next.outlook]}`);
  return parts.join(", ");
}

/** The id of a row's element, which the list box points at. */
export function rowId(key: string): string {
  return `stack-row-${key}`;
}
