import type { BuildSummary } from "#contract/build.ts";

/** What one of the last builds made, and how long it took. */
export interface TrendPoint {
  readonly id: string;
  readonly createdAt: number;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds. */
  readonly duration: number;
}

const MOST = 50;

/** The last builds that made an image, oldest first. `builds` are newest first. */
export function trendOf(builds: readonly BuildSummary[]): TrendPoint[] {
  return builds
    .flatMap(({ id, createdAt, image, startedAt, finishedAt }): TrendPoint[] =>
      image?.size === undefined || startedAt === undefined || finishedAt === undefined
        ? []
        : [{ id, createdAt, size: image.size, duration: Math.max(0, finishedAt - startedAt) }],
    )
    .slice(0, MOST)
    .reverse();
}

/** A line through the values, from left to right, 0 at the bottom. */
export function linePath(values: readonly number[], width: number, height: number): string {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values
    .map(
      (value, index) => `${index === 0 ? "M" : "L"}${round(index * step)} ${round(height - (value / most) * height)}`,
    )
    .join("");
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
