import { afterAll, describe, expect, it } from "vitest";
import { layerTree } from "./layerTree.ts";
import { dir, file, gone, openTestImages } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

const image = images.image([
  [dir("etc"), file("etc/hosts", "localhost"), file("old", "12")],
  [file("etc/hosts", "x"), gone("old"), file("new", "345")],
  [file("last", "6")],
]);

const shown = (layer: number, limit = 100) =>
  layerTree(image, layer, { limit })?.entries.map(({ change, path, size }) => `${change} ${path} ${size}`);

describe("the files up to a layer", () => {
  it("are those of the layers below, without what the layer deleted, marked with its changes", () => {
    expect(shown(1)).toEqual(["unchanged /etc 0", "changed /etc/hosts 1", "added /new 3"]);
  });

  it("do not include later layers", () => {
    expect(shown(0)).toEqual(["added /etc 0", "added /etc/hosts 9", "added /old 2"]);
  });

  it("are the whole image at its last layer", () => {
    expect(shown(2)).toEqual(["unchanged /etc 0", "unchanged /etc/hosts 1", "added /last 1", "unchanged /new 3"]);
  });

  it("are cut at the limit, with the total number", () => {
    expect(layerTree(image, 1, { limit: 1 })).toMatchObject({ truncated: true, total: 3 });
  });

  it("are undefined for a layer that the image does not have", () => {
    expect(shown(3)).toBeUndefined();
  });
});
