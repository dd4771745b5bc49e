import { expect, test } from "vitest";
import { sharedStrata } from "./sharedStrata.ts";

const id = (name: string) => `sha256:${name.padEnd(64, "0")}` as const;
const layer = (name: string, size: number, ...images: string[]) => ({ diffId: id(name), size, images: images.map(id) });

test("layers that the same images have are one stratum, and what saves most comes first", () => {
  const layers = [
    layer("1", 10, "a", "b"),
    layer("2", 20, "a", "b"),
    layer("3", 25, "a", "b", "c"),
    layer("4", 900, "c"),
  ];
  expect(sharedStrata({ layers })).toEqual([
    { images: ["a", "b", "c"].map(id), layers: 1, size: 25, saved: 50 },
    { images: ["a", "b"].map(id), layers: 2, size: 30, saved: 30 },
  ]);
});
