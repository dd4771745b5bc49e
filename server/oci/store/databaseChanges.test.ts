import { expect, it } from "vitest";
import { openBlobStore } from "./blobStore.ts";
import { openImageStore } from "./imageStore.ts";
import { newImage, putLayer, temporaryStore } from "./storeFixture.ts";

it("tells changes to the images, by whoever has the store open, and nothing else", () => {
  const { dir, blobs, images } = temporaryStore();
  const other = openImageStore({ dir, blobs: openBlobStore(blobs.dir) });
  try {
    const seen = [images.changes()];
    images.put(newImage([putLayer(blobs, { own: "" })], ["own:1"]));
    seen.push(images.changes());
    other.put(newImage([putLayer(blobs, { other: "" })], ["other:1"]));
    seen.push(images.changes());
    other.untag("w", "other:1");
    seen.push(images.changes());
    expect(new Set(seen).size).toBe(4);
    images.list("w");
    other.list("w");
    expect(images.changes()).toBe(seen.at(-1));
  } finally {
    other.close();
  }
});
