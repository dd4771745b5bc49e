import { expect, it } from "vitest";
import { StartGuess } from "./startGuess.ts";

const afterBuildsOf = (...durations: number[]): StartGuess => {
  const guess = new StartGuess();
  for (const duration of durations) guess.took(duration);
  return guess;
};

it("knows nothing before the first build is through", () => {
  expect(new StartGuess().startsIn(2, [0])).toBeUndefined();
});

it("has each queued build start when those before it are through, side by side", () => {
  expect(afterBuildsOf(1000).startsIn(5, [600, 200])).toEqual([400, 800, 1400, 1800, 2400]);
});

it("is not misled by one slow build, nor by one that runs for longer than usual", () => {
  expect(afterBuildsOf(1000, 60_000, 1100).startsIn(2, [5000])).toEqual([0, 1100]);
});

it("forgets builds of long ago", () => {
  expect(afterBuildsOf(...Array(30).fill(60_000), ...Array(20).fill(1000)).startsIn(1, [0])).toEqual([1000]);
});
