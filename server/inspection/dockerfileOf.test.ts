import { expect, test } from "vitest";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { dockerfileOf } from "./dockerfileOf.ts";

test("an image from elsewhere is built on the largest image at hand that it starts with", () => {
  const { blobs, images } = temporaryStore();
  const [one, two, three] = ["1", "2", "3"].map((text) => putLayer(blobs, { [text]: text }));
  if (one === undefined || two === undefined || three === undefined) throw new TypeError("three layers are needed");
  images.put({ ...newImage([one], ["small:1"]), workspace: "w" });
  images.put({ ...newImage([one, two], ["large:1"]), workspace: "w" });
  images.put({ ...newImage([one, two, three], ["whole:1"]), workspace: "w", built: false });
  const answer = dockerfileOf(images, "w", "whole:1");
  expect(answer.from).toBe("history");
  expect(answer.text).toContain("\nFROM large:1\n");
  expect(dockerfileOf(images, "w", "small:1").text).toContain("\nFROM scratch\n");
});

test("the base is not one that only another workspace has", () => {
  const { blobs, images } = temporaryStore();
  const [one, two] = [putLayer(blobs, { one: "1" }), putLayer(blobs, { two: "2" })];
  images.put({ ...newImage([one], ["theirs:1"]), workspace: "other" });
  images.put({ ...newImage([one, two], ["mine:1"]), workspace: "w", built: false });
  expect(dockerfileOf(images, "w", "mine:1").text).not.toContain("theirs");
});
