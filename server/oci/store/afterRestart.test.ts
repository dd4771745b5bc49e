import * as fs from "node:fs";
import { expect, test } from "vitest";
import { checkAfterRestart } from "./afterRestart.ts";
import { newImage, putLayer, temporaryStore } from "./storeFixture.ts";

const later = () => Date.now() + 3_600_000;

test("after a power cut, content that does not match its digest is removed, together with its images", async () => {
  const { blobs, images } = temporaryStore();
  const [whole, cut] = [putLayer(blobs, { a: "whole" }), putLayer(blobs, { a: "cut" })];
  images.put(newImage([whole], ["whole"]));
  images.put(newImage([whole, cut], ["cut"]));
  fs.truncateSync(blobs.path(cut), 0);
  expect(await checkAfterRestart(blobs, later())).toBe(true);
  expect([blobs.has(whole), blobs.has(cut)]).toEqual([true, false]);
  expect(fs.existsSync(blobs.sidePath(whole, ".index"))).toBe(false);
  expect(images.dropBroken()).toEqual(["cut:latest"]);
  expect(images.list("w").map(({ tags }) => tags)).toEqual([["whole:latest"]]);
});

test("the check runs once per boot, and covers only what was written last before it", async () => {
  const { blobs } = temporaryStore();
  const [old, recent] = [blobs.put("old"), blobs.put("recent")];
  const time = Date.now() / 1000;
  fs.utimesSync(blobs.path(old), time - 3600, time - 3600);
  for (const digest of [old, recent]) fs.writeFileSync(blobs.path(digest), "other");
  fs.utimesSync(blobs.path(old), time - 3600, time - 3600);
  const booted = later();
  expect(await checkAfterRestart(blobs, booted)).toBe(true);
  expect([blobs.has(old), blobs.has(recent)]).toEqual([true, false]);
  expect(await checkAfterRestart(blobs, booted + 5000)).toBe(false);
});
