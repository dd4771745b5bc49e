import { afterAll, describe, expect, it } from "vitest";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import { LayerTrees } from "./layerTrees.ts";
import { file, gone, openTestImages } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

const names = (tree: FileTree) => [...tree.walk()].map(({ path }) => path).slice(1);

/** Each layer changes the one large folder. */
const image = images.image(
  Array.from({ length: 9 }, (_, layer) =>
    layer === 0
      ? Array.from({ length: 50 }, (_, index) => file(`all/${10 + index}`, "x"))
      : [gone(`all/${10 + layer}`), file("all/last", `${layer}`)],
  ),
);

describe.each([
  ["all kept", 100_000],
  ["some left out", 120],
  ["almost none kept", 1],
])("the trees of layers, %s", (_what, limit) => {
  it("are the layers merged, in whichever order they are asked for", () => {
    const trees = new LayerTrees(image, limit);
    for (const count of [9, 3, 4, 8, 0, 1, 9, 7]) {
      const gone = Array.from({ length: Math.max(count - 1, 0) }, (_, index) => `all/${11 + index}`);
      const left = Array.from({ length: 50 }, (_, index) => `all/${10 + index}`).filter((path) => !gone.includes(path));
      const last = count > 1 ? ["all/last"] : [];
      expect(names(trees.of(count))).toEqual(count === 0 ? [] : ["all", ...left, ...last]);
    }
  });
});

it("trees that fit are made once", () => {
  const trees = new LayerTrees(image, 100_000);
  const below = trees.of(3);
  trees.of(9);
  expect(trees.of(3)).toBe(below);
});
