import { afterAll, describe, expect, it } from "vitest";
import { imageMap } from "./imageMap.ts";
import { file, gone, link, type Member, openTestImages, symlink } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

function mapOf(layers: Member[][], path = "/", depth = 4): string[] | undefined {
  return imageMap(images.image(layers), path, depth)?.nodes.map(
    ({ parent, kind, name, bytes, files, layer }) => `${parent} ${kind} ${name} ${bytes}B ${files}f L${layer}`,
  );
}

describe("the map of an image", () => {
  it("has the folders and files with their sums, the largest first, and the layer with most of their bytes", () => {
    expect(
      mapOf([[file("a/b/x", "123"), file("a/y", "1")], [file("a/z", "12345"), gone("a/y")], [file("c", "1")]]),
    ).toEqual([
      "-1 folder  9B 3f L1",
      "0 folder a 8B 2f L1",
      "0 file c 1B 1f L2",
      "1 file z 5B 1f L1",
      "1 folder b 3B 1f L0",
      "4 file x 3B 1f L0",
    ]);
  });

  it("starts at a folder, and ends at a depth", () => {
    const layers = [[file("a/b/c/d", "1")]];
    expect(mapOf(layers, "/a", 1)).toEqual(["-1 folder a 1B 1f L0", "0 folder b 1B 1f L0"]);
  });

  it("is not there for a file or a path that is not found", () => {
    expect(mapOf([[file("a", "1")]], "/a")).toBeUndefined();
    expect(mapOf([[file("a", "1")]], "/b")).toBeUndefined();
  });

  it("counts the bytes of hard links at the name that is a file, and of a symbolic link nowhere", () => {
    expect(mapOf([[file("z/a", "12345"), link("b", "z/a"), symlink("c", "z/a")]])).toEqual([
      "-1 folder  5B 3f L0",
      "0 others  0B 2f L0",
      "0 folder z 5B 1f L0",
      "2 file a 5B 1f L0",
    ]);
  });

  it("sums up what is too small to be seen", () => {
    const small = Array.from({ length: 40 }, (_, index) => file(`s${index}`, "1"));
    expect(mapOf([[file("big", "x".repeat(5000)), ...small]])).toEqual([
      "-1 folder  5040B 41f L0",
      "0 others  40B 40f L0",
      "0 file big 5000B 1f L0",
    ]);
  });

  it("knows the time of the newest file in a folder", () => {
    const image = images.image([[file("a/x", "1", { mtime: 5 }), file("a/y", "1", { mtime: 9 })]]);
    expect(imageMap(image, "/", 1)?.nodes.map(({ mtime }) => mtime)).toEqual([9, 9]);
  });
});
