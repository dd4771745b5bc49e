import { expect, test } from "vitest";
import { compressedSizeOf, keepCompressedSize } from "./compressedSize.ts";
import { compressLayer, packedSize } from "./compressLayer.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";

const { signal } = new AbortController();

test("the size that a layer leaves with is worked out without storing it, and kept", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { "etc/hello": "hello ".repeat(1000) });
  expect(compressedSizeOf(blobs, layer)).toBeUndefined();
  const size = await packedSize(blobs, layer, { signal });
  expect(compressedSizeOf(blobs, layer)).toEqual({ size, how: "packed" });
  expect([...blobs.list()].map(({ digest }) => digest)).toEqual([layer]);
  expect((await compressLayer(blobs, layer, { signal })).size).toBe(size);
});

test("what a layer came with stays what is said of it", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { a: "b" });
  keepCompressedSize(blobs, layer, { size: 5, how: "received" });
  await packedSize(blobs, layer, { signal });
  expect(compressedSizeOf(blobs, layer)).toEqual({ size: 5, how: "received" });
});

test("a damaged record counts as none, and goes with its layer", () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { a: "b" });
  blobs.putSide(layer, ".compressed", "{");
  expect(compressedSizeOf(blobs, layer)).toBeUndefined();
  keepCompressedSize(blobs, layer, { size: 5, how: "received" });
  blobs.delete(layer);
  expect(compressedSizeOf(blobs, layer)).toBeUndefined();
});

test("nothing is recorded of a layer that was given up on", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { a: "b" });
  await expect(packedSize(blobs, layer, { signal: AbortSignal.abort() })).rejects.toThrow();
  expect(compressedSizeOf(blobs, layer)).toBeUndefined();
});
