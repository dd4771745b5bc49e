import { expect, it } from "vitest";
import type { BuildSummary } from "#contract/build.ts";
import { digestOf } from "../../state/build/buildFixture.ts";
import { linePath, trendOf } from "./trend.ts";

const build = (createdAt: number, more: Partial<BuildSummary> = {}): BuildSummary => ({
  ...{ id: `b${createdAt}`, state: "done", createdAt, startedAt: createdAt + 5, finishedAt: createdAt + 25 },
  image: { id: digestOf("1"), tags: [], size: createdAt * 10 },
  ...more,
});

it("the trend has the builds that made an image, oldest first, at most fifty", () => {
  const builds = [build(3), build(2, { image: undefined, state: "failed" }), build(1)];
  expect(trendOf(builds)).toEqual([
    { id: "b1", createdAt: 1, size: 10, duration: 20 },
    { id: "b3", createdAt: 3, size: 30, duration: 20 },
  ]);
  expect(trendOf(Array.from({ length: 60 }, (_, index) => build(60 - index)))).toHaveLength(50);
});

it("a line goes from left to right, and its largest value is at the top", () => {
  expect(linePath([5, 10, 0], 100, 20)).toBe("M0 10L50 0L100 20");
  expect(linePath([7], 100, 20)).toBe("M0 0");
});
