import type { StackDirection } from "../../state/page/stackView.ts";
import type { RowKind, StrataRow } from "./strataRow.ts";

/** Pixels of the parts that don't depend on layer sizes. */
export interface StackScale {
  readonly slabMin: number;
  readonly thinRow: number;
  readonly gap: number;
}

export const roomy: StackScale = { slabMin: 28, thinRow: 22, gap: 4 };
export const dense: StackScale = { slabMin: 22, thinRow: 17, gap: 3 };

export interface PlacedRow {
  readonly key: string;
  readonly kind: RowKind;
  /** Pixels from the top of the stack. */
  readonly top: number;
  readonly height: number;
}

export interface StackPlan {
  readonly rows: readonly PlacedRow[];
  readonly height: number;
}

/** Below this many bytes a layer looks empty. */
const SMALL = 100_000;
/** An image with only small layers is drawn small: the scale always reaches at least this many bytes. */
const LEAST_TOP = 2_000_000;

/**
 * The position of each row. A slab's height follows the logarithm of its size, between `slabMin` and a third of
 * `available` (pixels), or less if that makes the whole stack fit without scrolling.
 */
export function stackGeometry(
  rows: readonly StrataRow[],
  available: number,
  direction: StackDirection,
  scale: StackScale = roomy,
): StackPlan {
  const stretch = stretchFor(rows, available, scale);
  const largest = largestSize(rows);
  // What is not in the image lies below it either way.
  const [image, behind] = [rows.filter(isOfImage), rows.filter((row) => !isOfImage(row))];
  const ordered = [...(direction === "dockerfile-order" ? image : image.toReversed()), ...behind];
  return placeRows(ordered, scale, (row) => Math.floor(stretch * shareOfScale(row, largest)));
}

function isOfImage({ kind, inStage }: StrataRow): boolean {
  return kind !== "stage" && !inStage;
}

/** Rows below each other; `more` is how much taller a slab is than the smallest. */
function placeRows(rows: readonly StrataRow[], scale: StackScale, more: (row: StrataRow) => number): StackPlan {
  const placed: PlacedRow[] = [];
  let top = 0;
  for (const [position, row] of rows.entries()) {
    const height = row.kind === "slab" ? scale.slabMin + more(row) : scale.thinRow;
    placed.push({ key: row.key, kind: row.kind, top, height });
    const next = rows[position + 1];
    const isFramed = row.kind !== "config" || (next !== undefined && next.kind !== "config");
    top += height + (next && isFramed ? scale.gap : 0);
  }
  return { rows: placed, height: top };
}

/** Pixels by which the largest slab is taller than the smallest. */
function stretchFor(rows: readonly StrataRow[], available: number, scale: StackScale): number {
  const most = Math.max(0, Math.floor(available / 3) - scale.slabMin);
  const largest = largestSize(rows);
  const shares = rows.reduce((sum, row) => sum + (row.kind === "slab" ? shareOfScale(row, largest) : 0), 0);
  if (shares === 0) return 0;
  const fitting = (available - placeRows(rows, scale, () => 0).height) / shares;
  // If the stack has to scroll anyway, slabs still differ enough to read as sizes.
  return Math.max(Math.min(most, fitting), Math.min(most, scale.slabMin));
}

function shareOfScale(row: StrataRow, largest: number): number {
  return Math.log1p(drawnSize(row) / SMALL) / Math.log1p(largest / SMALL);
}

function largestSize(rows: readonly StrataRow[]): number {
  return rows.reduce((most, row) => Math.max(most, drawnSize(row)), LEAST_TOP);
}

/** An expanded group shows its sizes in its rows. */
function drawnSize(row: StrataRow): number {
  return row.expanded ? 0 : (row.size ?? row.expectedSize ?? 0);
}
