import { expect, test } from "vitest";
import { imageStack } from "#server/oci/inspect/stack.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { baseAtHand } from "./baseAtHand.ts";
import { factsOf } from "./imagesAtHand.ts";
import { InspectedImages } from "./inspectedImages.ts";

/** A base that all have, and an image on it that was loaded. */
function openStore() {
  const { blobs, images } = temporaryStore();
  const [below, above] = [putLayer(blobs, { below: "1" }), putLayer(blobs, { above: "22" })];
  const history = [{ created_by: "ADD base" }, { created_by: "CMD base", empty_layer: true }];
  const config = encodeImageConfig({
    ...{ architecture: "amd64", os: "linux", config: { Env: ["A=base"] }, history },
    rootfs: { type: "layers", diff_ids: [below] },
  });
  const keepBase = () =>
    images.keepPulled({ reference: "base:1", platform: "linux/amd64", config, layers: [below], origin: "registry" });
  const loaded = images.put({
    ...newImage([below, above], ["loaded:1"]),
    config: encodeImageConfig({
      ...{ architecture: "amd64", os: "linux", history: [...history, { created_by: "RUN own" }] },
      rootfs: { type: "layers", diff_ids: [below, above] },
    }),
    built: false,
  });
  return { images, keepBase, loaded };
}

test("the base of an image from elsewhere is recognized by its layers, with its rows of the history", () => {
  const { images, keepBase, loaded } = openStore();
  keepBase();
  const stack = imageStack(new InspectedImages(images).open("w", loaded.id));
  expect(stack).toMatchObject({ baseName: "base:1" });
  expect(stack.rows.map(({ createdBy, base }) => [createdBy, base])).toEqual([
    ["ADD base", true],
    ["CMD base", true],
    ["RUN own", false],
  ]);
  expect(factsOf(images, "w", loaded.id).layers).toMatchObject([
    { base: ["base:1"], sharedWith: { names: ["base:1"], count: 1 } },
    { base: [], sharedWith: { names: [], count: 0 } },
  ]);
});

test("a base that comes later is recognized the next time the image is opened", () => {
  const { images, keepBase, loaded } = openStore();
  const opened = new InspectedImages(images);
  expect(imageStack(opened.open("w", loaded.id)).baseName).toBeUndefined();
  keepBase();
  expect(imageStack(opened.open("w", loaded.id)).baseName).toBe("base:1");
});

test("the images of another owner are no bases at hand", () => {
  const { images, loaded } = openStore();
  const base = images.put({
    ...newImage(
      [...loaded.layers.slice(0, 1)].map(({ diffId }) => diffId),
      ["secret:1"],
    ),
    workspace: "other",
  });
  expect(base.workspace).toBe("other");
  expect(baseAtHand(images, loaded)).toBeUndefined();
  expect(factsOf(images, "w", loaded.id).layers[0]).toMatchObject({ base: [], sharedWith: { count: 0 } });
});

test("a recorded base is compared only with the image that it was", () => {
  const { images, keepBase, loaded } = openStore();
  const pulled = keepBase();
  const built = { ...loaded, built: true, baseName: "base:1", baseLayers: 1 };
  expect(baseAtHand(images, built)?.config).toEqual(pulled.config);
  expect(baseAtHand(images, { ...built, baseLayers: 2 })).toBeUndefined();
  expect(baseAtHand(images, { ...built, baseName: "other:1" })).toBeUndefined();
});

test("the images at hand are searched again when one came or went, and not for each view", () => {
  const { images, keepBase, loaded } = openStore();
  let searches = 0;
  const listPulled = () => {
    searches += 1;
    return images.listPulled();
  };
  const opened = new InspectedImages({ ...images, listPulled });
  const first = opened.open("w", loaded.id);
  expect(opened.open("w", loaded.id)).toBe(first);
  expect(searches).toBe(1);
  images.tag("w", loaded.id, "unrelated:1");
  opened.open("w", loaded.id);
  const before = searches;
  keepBase();
  expect(imageStack(opened.open("w", loaded.id)).baseName).toBe("base:1");
  expect(searches).toBeGreaterThan(before);
});
