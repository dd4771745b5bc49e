import { expect, test } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { chooseEvictions } from "./chooseEvictions.ts";

const [a, b, c] = ["a", "b", "c"].map((text) => digestOf(text)) as [Digest, Digest, Digest];
const aim = { bytes: 10, usedBefore: 100, lasting: new Set<Digest>(), sizeOf: () => 10 };

test("the least recently used goes first, and no more than necessary", () => {
  const uses = [
    { blobs: [a], usedAt: 3 },
    { blobs: [b], usedAt: 1 },
    { blobs: [c], usedAt: 2 },
  ];
  expect(chooseEvictions(uses, aim)).toEqual([uses[1]]);
  expect(chooseEvictions(uses, { ...aim, bytes: 11 })).toEqual([uses[1], uses[2]]);
  expect(chooseEvictions(uses, { ...aim, bytes: 0 })).toEqual([]);
});

test("what was used recently stays, even if too little is freed", () => {
  expect(chooseEvictions([{ blobs: [a], usedAt: 101 }], aim)).toEqual([]);
});

test("what would free nothing because its blobs stay is not evicted", () => {
  const uses = [
    { blobs: [a], usedAt: 1 },
    { blobs: [b], usedAt: 2 },
  ];
  expect(chooseEvictions(uses, { ...aim, lasting: new Set([a]) })).toEqual([uses[1]]);
});

test("a blob that two share is freed with the second", () => {
  const uses = [
    { blobs: [a], usedAt: 1 },
    { blobs: [a], usedAt: 2 },
    { blobs: [b], usedAt: 3 },
  ];
  expect(chooseEvictions(uses, aim)).toEqual([uses[0], uses[1]]);
});
