import { scaleTop, slabShare } from "../../lib/slabScale.ts";
import type { StackDirection } from "../../state/page/stackView.ts";
import type { RowKind, StrataRow } from "./strataRow.ts";

/** Pixels of the parts that don't depend on layer sizes. */
export interface StackScale {
  readonly slabMin: number;
  readonly thinRow: number;
  readonly gap: number;
}

export const roomy: StackScale = { slabMin: 28, thinRow: 22, gap: 4 };
const dense: StackScale = { slabMin: 22, thinRow: 17, gap: 3 };
/** For fingers. */
const tall: StackScale = { slabMin: 32, thinRow: 24, gap: 4 };

/** Pixels under which rows that need more become smaller. */
const LOW = 380;

export function scaleFor(rows: readonly StrataRow[], available: number, byFinger: boolean): StackScale {
  if (byFinger) return tall;
  return available < LOW && placeRows(rows, roomy, () => 0).height > available ? dense : roomy;
}

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
  const scaleEnd = scaleTop(rows.map(drawnSize));
  // What is not in the image lies below it either way.
  const [image, behind] = [rows.filter(isOfImage), rows.filter((row) => !isOfImage(row))];
  const ordered = [...(direction === "dockerfile-order" ? image : image.toReversed()), ...behind];
  return placeRows(ordered, scale, (row) => Math.floor(stretch * slabShare(drawnSize(row), scaleEnd)));
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
  const scaleEnd = scaleTop(rows.map(drawnSize));
  const shares = rows.reduce((sum, row) => sum + (row.kind === "slab" ? slabShare(drawnSize(row), scaleEnd) : 0), 0);
  if (shares === 0) return 0;
  const fitting = (available - placeRows(rows, scale, () => 0).height) / shares;
  // If the stack has to scroll anyway, slabs still differ enough to read as sizes.
  return Math.max(Math.min(most, fitting), Math.min(most, scale.slabMin));
}

/** An expanded group shows its sizes in its rows. */
function drawnSize(row: StrataRow): number {
  return row.expanded ? 0 : (row.size ?? row.expectedSize ?? 0);
}
