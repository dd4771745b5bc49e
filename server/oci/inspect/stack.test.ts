import { afterAll, describe, expect, it } from "vitest";
import type { Provenance } from "#contract/image.ts";
import { imageHistory } from "./history.ts";
import { imageStack } from "./stack.ts";
import { file, link, openTestImages, symlink } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
const own: Provenance = { step: "s1", stage: 0, instruction: "RUN", range };

const history = [
  { created_by: "ADD rootfs.tar / # buildkit" },
  { created_by: 'CMD ["sh"]', empty_layer: true },
  { created_by: "ENV A=b", empty_layer: true },
  { created_by: "RUN /bin/sh -c true # buildkit" },
];

describe("the stack", () => {
  const image = () =>
    images.image([[file("base", "12345")], [file("own", "123")]], {
      history,
      baseLayers: 1,
      baseName: "busybox:latest",
      provenance: [undefined, undefined, { ...own, instruction: "ENV" }, own],
    });

  it("has a row for each history entry, base first, with its layer", () => {
    expect(imageStack(image()).rows.map((row) => [row.index, row.instruction, row.text, row.layer?.index])).toEqual([
      [0, "ADD", "rootfs.tar /", 0],
      [1, "CMD", '["sh"]', undefined],
      [2, "ENV", "A=b", undefined],
      [3, "RUN", "true", 1],
    ]);
  });

  it("groups everything from the base image, also its configuration", () => {
    expect(imageStack(image()).rows.map((row) => row.base)).toEqual([true, true, false, false]);
    expect(imageStack(image())).toMatchObject({ baseName: "busybox:latest", ownSize: 2048, size: 4096 });
  });

  it("is all base if the Dockerfile added nothing", () => {
    const only = images.image([[file("base", "1")]], { history: history.slice(0, 2), baseLayers: 1 });
    expect(imageStack(only).rows.map((row) => row.base)).toEqual([true, true]);
  });

  it("remembers the line of the Dockerfile", () => {
    expect(imageStack(image()).rows[3]?.provenance).toEqual(own);
  });

  it("shows layers without a history row, and rows without their layer", () => {
    const silent = imageStack(images.image([[file("a", "1")], [file("b", "2")]]));
    expect(silent.rows.map((row) => [row.index, row.instruction, row.layer?.index])).toEqual([
      [-1, "LAYER", 0],
      [-1, "LAYER", 1],
    ]);
    const boasting = images.image([[file("a", "1")]], { history: [{}, {}] });
    expect(imageStack(boasting).rows.map((row) => row.layer?.index)).toEqual([0, undefined]);
    expect(imageHistory(boasting).rows.map((row) => row.layer)).toEqual([0, undefined]);
  });
});

describe("history", () => {
  it("has Docker's sizes: bytes of regular files, hard links once, symlinks as 0", () => {
    const layer = [file("a", "hello\n"), link("b", "a"), symlink("c", "somewhere/far")];
    const { rows } = imageHistory(images.image([layer], { history: [{ created_by: "RUN x", comment: "hm" }] }));
    expect(rows).toEqual([{ index: 0, createdBy: "RUN x", comment: "hm", size: 6, layer: 0, base: false }]);
  });
});
