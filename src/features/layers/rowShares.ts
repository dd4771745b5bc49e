import type { StrataRow } from "./strataRow.ts";

/** Bytes that are not worth a red mark, however small the image is. */
const SLIGHT = 10_000;

/** Whether dead bytes are too few to be worth a red mark: under 10 kB, or under 1 % of the image. */
export function isSlight(dead: number, total: number): boolean {
  return dead < SLIGHT || dead < total / 100;
}

/** Rows with what compares them with the whole image. */
export function withShares(rows: readonly StrataRow[]): StrataRow[] {
  const slabs = rows.filter((row) => row.size !== undefined && !row.inBase);
  const total = slabs.reduce((sum, row) => sum + (row.size ?? 0), 0);
  const largest = slabs.toSorted((a, b) => (b.size ?? 0) - (a.size ?? 0))[0];
  return rows.map((row) => ({
    ...row,
    ...(row === largest && slabs.length > 1 && total > 0 && { share: (row.size ?? 0) / total }),
    ...(row.dead > 0 && isSlight(row.dead, total) && { slightlyDead: true }),
  }));
}
