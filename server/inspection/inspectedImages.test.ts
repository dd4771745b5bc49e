import { expect, it } from "vitest";
import { analyzeLayers } from "#server/oci/inspect/layerAnalysis.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { InspectedImages } from "./inspectedImages.ts";

/** Two images with more entries than the limit, and a small one. */
function openImages() {
  const { blobs, images } = temporaryStore();
  for (const tag of ["large", "larger"]) {
    const layer = putLayer(
      blobs,
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${tag}/${index}`, ""])),
    );
    images.put(newImage([layer], [`docker.io/library/${tag}:latest`]));
  }
  images.put(newImage([putLayer(blobs, { small: "" })], ["docker.io/library/small:latest"]));
  return new InspectedImages(images, 10);
}

it("an image with too many files is analyzed once for consecutive views", () => {
  const opened = openImages();
  const first = opened.open("w", "large");
  const analysis = analyzeLayers(first);
  expect(opened.open("w", "large")).toBe(first);
  expect(analyzeLayers(opened.open("w", "large"))).toBe(analysis);
});

it("an image with too many files is dropped for the next one, so that only one is in memory", () => {
  const opened = openImages();
  const first = opened.open("w", "large");
  expect(opened.open("w", "larger")).toBe(opened.open("w", "larger"));
  expect(opened.open("w", "large")).not.toBe(first);
});

it("a small image is dropped for one with too many files", () => {
  const opened = openImages();
  const small = opened.open("w", "small");
  expect(opened.open("w", "small")).toBe(small);
  opened.open("w", "large");
  expect(opened.open("w", "small")).not.toBe(small);
});
