import { expect, test } from "vitest";
import { archiveLayers, sentLayers } from "./archiveLayers.ts";

const hex = (digit: string) => digit.repeat(64);

test("finds the layers by the names that the makers of images give them", () => {
  const members = [
    { name: `blobs/sha256/${hex("a")}`, size: 50_000, at: 512 },
    { name: `blobs/sha256/${hex("b")}`, size: 400, at: 51_200 },
    { name: `${hex("c")}/layer.tar`, size: 1024, at: 60_000 },
    { name: `${hex("d")}.tar.gz`, size: 300, at: 70_000 },
    { name: `sha256:${hex("e")}`, size: 900, at: 80_000 },
    { name: "manifest.json", size: 20_000, at: 90_000 },
  ];
  expect(archiveLayers(members).map(({ layer }) => layer.at(-1))).toEqual(["a", "c", "d"]);
});

test("a layer waits, is sent, and was sent", () => {
  const layers = ["a", "b", "c"].map((digit, index) => ({
    layer: `sha256:${hex(digit)}` as const,
    at: index * 1000,
    size: 500,
  }));
  const told = sentLayers(layers, 1200).map(({ phase, current }) => [phase, current]);
  expect(told).toEqual([
    ["pushed", 500],
    ["pushing", 200],
    ["waiting", 0],
  ]);
});
