import * as fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { localImage } from "./localImage.ts";
import { adoptSeed, readSeed, seedFiles, seedLayer } from "./seedImages.ts";
import { newImage, putLayer, temporaryFolder, temporaryStore } from "./storeFixture.ts";

/** A folder as a packed workshop has it. */
function writeSeed() {
  const { images, blobs } = temporaryStore();
  const layer = putLayer(blobs, { a: "seeded" });
  const { config } = newImage([layer], []);
  const digest = blobs.put("an index");
  const image = { reference: "python:3-slim", platform: "linux/amd64", config, layers: [layer], digest };
  const { list, layers } = seedFiles([images.keepPulled({ ...image, origin: "registry" })]);
  const dir = temporaryFolder();
  fs.mkdirSync(path.join(dir, "layers"));
  fs.writeFileSync(path.join(dir, list[0]), list[1]);
  for (const each of layers) fs.copyFileSync(blobs.path(each), path.join(dir, seedLayer(each)));
  return { dir, layer, digest, seeded: readSeed(dir) ?? [] };
}

test("puts the images of a seed into an empty store, under the names they were pulled with", async () => {
  const { dir, layer, digest, seeded } = writeSeed();
  const { images } = temporaryStore();
  await adoptSeed(images, dir, seeded);
  const found = images.pulled("python:3-slim", "linux/amd64");
  expect(found).toMatchObject({ origin: "seed", digest, layers: [{ diffId: layer }] });
});

test("has them for every FROM, without a registry", async () => {
  const { dir, seeded } = writeSeed();
  const { images } = temporaryStore();
  await adoptSeed(images, dir, seeded);
  for (const name of ["python:3-slim", "docker.io/library/python:3-slim"]) {
    expect(localImage(images, "a learner", { name, platform: "linux/amd64" })?.name).toBe("python:3-slim");
  }
  expect(localImage(images, "a learner", { name: "python:3", platform: "linux/amd64" })).toBeUndefined();
});

test("keeps them however full the store is, and needs the seed only once", async () => {
  const { dir, layer, seeded } = writeSeed();
  const { images } = temporaryStore();
  await adoptSeed(images, dir, seeded);
  expect(images.pulledUses()).toEqual([]);
  expect(images.lastingBlobs()).toContain(layer);
  fs.rmSync(path.join(dir, seedLayer(layer)));
  await adoptSeed(images, dir, seeded);
});

test("gives way to the registry's image of the same name", async () => {
  const { dir, seeded } = writeSeed();
  const { images, blobs } = temporaryStore();
  await adoptSeed(images, dir, seeded);
  const layer = putLayer(blobs, { a: "newer" });
  const { config } = newImage([layer], []);
  const image = { reference: "python:3-slim", platform: "linux/amd64", config, layers: [layer] };
  images.keepPulled({ ...image, origin: "registry" });
  expect(images.pulled("python:3-slim", "linux/amd64")?.layers).toMatchObject([{ diffId: layer }]);
});

test("takes no layer that is damaged", async () => {
  const { dir, layer, seeded } = writeSeed();
  fs.appendFileSync(path.join(dir, seedLayer(layer)), "x");
  const { images } = temporaryStore();
  await expect(adoptSeed(images, dir, seeded)).rejects.toThrow(/sha256/);
  expect(images.pulled("python:3-slim", "linux/amd64")).toBeUndefined();
});

test("says of another folder that it is no seed", () => {
  expect(readSeed(temporaryFolder())).toBeUndefined();
});
