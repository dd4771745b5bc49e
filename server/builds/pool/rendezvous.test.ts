import { expect, test } from "vitest";
import { rankFor } from "./rendezvous.ts";

const keys = Array.from({ length: 2000 }, (_, number) => `workspace-${number}`);
const candidates = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).map(([id, weight]) => ({ id, weight }));
const homeOf = (key: string, weights: Readonly<Record<string, number>>) => rankFor(key, candidates(weights))[0]?.id;

test("a key has the same home every time, in whatever order the candidates come", () => {
  for (const key of keys.slice(0, 100)) {
    const weights = candidates({ a: 1, b: 1, c: 2 });
    expect(rankFor(key, weights)).toEqual(rankFor(key, weights.toReversed()));
  }
});

test("each gets keys by its weight", () => {
  const homes = keys.map((key) => homeOf(key, { a: 1, b: 1, c: 2 }));
  const share = (id: string) => homes.filter((home) => home === id).length / keys.length;
  expect(share("a")).toBeCloseTo(0.25, 1);
  expect(share("b")).toBeCloseTo(0.25, 1);
  expect(share("c")).toBeCloseTo(0.5, 1);
});

test("only the keys of one that goes away move, and all others get some of them", () => {
  const moved = keys.filter((key) => homeOf(key, { a: 1, b: 1, c: 1, d: 1 }) === "d");
  for (const key of keys) {
    const before = homeOf(key, { a: 1, b: 1, c: 1, d: 1 });
    if (before !== "d") expect(homeOf(key, { a: 1, b: 1, c: 1 })).toBe(before);
  }
  expect(new Set(moved.map((key) => homeOf(key, { a: 1, b: 1, c: 1 })))).toEqual(new Set(["a", "b", "c"]));
});
