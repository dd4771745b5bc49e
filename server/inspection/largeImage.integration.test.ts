import { expect, it, onTestFinished, vi } from "vitest";
import { stackSchema } from "#contract/image.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { putLayerIndex } from "#server/oci/store/layerIndex.ts";
import { newImage, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { ImageReader } from "./imageReader.ts";

/** More than all images together may hold in memory. */
const FILES = 320_000;
/** Milliseconds: long for a view, short for a test. */
const IDLE = 3000;
/** Bytes; measured 180 MB for the analysis and 60 MB for everything else in the thread. */
const HELD = 100_000_000;

const entry = (index: number): LayerEntry => ({
  path: `usr/lib/node_modules/package-${index >> 6}/lib/file-${index}.js`,
  type: "file",
  mode: 0o644,
  uid: 0,
  gid: 0,
  size: 0,
  mtime: 1_700_000_000,
  offset: index * 512,
});

it("an image of 320,000 files is analyzed once for all views, and its memory is freed", async () => {
  const { dir, blobs, images } = temporaryStore();
  // The bytes are not read: an analysis needs only a layer's index.
  const layer = blobs.put("a layer");
  putLayerIndex(
    blobs,
    layer,
    Array.from({ length: FILES }, (_, index) => entry(index)),
  );
  images.put(newImage([layer], ["docker.io/library/large:latest"]));
  const reader = new ImageReader(dir, { idle: IDLE });
  onTestFinished(() => reader.close());
  const place = { workspace: "w", ref: "large" };
  const timed = async () => {
    const began = performance.now();
    const stack = stackSchema.parse(JSON.parse(Buffer.from(await reader.look(place, { at: "stack" })).toString()));
    expect(stack.rows[0]?.layer?.added).toBe(FILES);
    return performance.now() - began;
  };
  const first = await timed();
  expect(await timed()).toBeLessThan(first / 5);
  const held = process.memoryUsage.rss();
  await vi.waitFor(() => expect(held - process.memoryUsage.rss()).toBeGreaterThan(HELD), {
    timeout: 30_000,
    interval: 100,
  });
});
