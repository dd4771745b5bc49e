import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { compressedSizeOf } from "#server/oci/store/compressedSize.ts";
import { putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { LayerPacking } from "./layerPacking.ts";

const never = new AbortController().signal;

function openPacking(layers = 1) {
  const { blobs } = temporaryStore();
  const put = () => putLayer(blobs, { random: randomBytes(200_000).toString("hex") });
  return { blobs, packing: new LayerPacking(blobs), layers: Array.from({ length: layers }, put) };
}

test("several who ask for a layer get the size of one compression", async () => {
  const { blobs, packing, layers } = openPacking();
  const [layer] = layers;
  if (layer === undefined) throw new Error("a layer was made");
  const sizes = await Promise.all([packing.sizeOf(layer, never), packing.sizeOf(layer, never)]);
  expect(sizes[0]).toEqual(sizes[1]);
  expect(compressedSizeOf(blobs, layer)).toEqual(sizes[0]);
});

test("a layer that nobody waits for anymore is not compressed, and the next one is", async () => {
  const { blobs, packing, layers } = openPacking(3);
  const gone = new AbortController();
  const asked = layers.map((layer, index) => packing.sizeOf(layer, index === 1 ? gone.signal : never));
  gone.abort();
  const results = await Promise.allSettled(asked);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(layers.map((layer) => compressedSizeOf(blobs, layer) !== undefined)).toEqual([true, false, true]);
});

test("a layer that was given up on can be asked for again", async () => {
  const { packing, layers } = openPacking();
  const [layer] = layers;
  if (layer === undefined) throw new Error("a layer was made");
  const gone = new AbortController();
  const first = packing.sizeOf(layer, gone.signal);
  gone.abort();
  const again = packing.sizeOf(layer, never);
  await expect(first).rejects.toThrow();
  expect((await again).how).toBe("packed");
});

test("no more than a few dozen layers wait at a time", async () => {
  const { packing, layers } = openPacking(33);
  const asked = layers.map((layer) => packing.sizeOf(layer, never));
  const results = await Promise.allSettled(asked);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
});
