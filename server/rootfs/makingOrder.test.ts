import { expect, it } from "vitest";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { inMakingOrder } from "./makingOrder.ts";

const common = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0, offset: 0 };
const file = (path: string): LayerEntry => ({ ...common, path, type: "file" });
const dir = (path: string): LayerEntry => ({ ...common, path, type: "dir" });
const link = (path: string, linkTarget: string): LayerEntry => ({ ...common, path, type: "symlink", linkTarget });
const gone = (path: string): LayerEntry => ({ ...file(path), whiteout: "file" });
const opaque = (path: string): LayerEntry => ({ ...dir(path), whiteout: "opaque" });

function order(...entries: LayerEntry[]): string[] {
  return [...inMakingOrder(entries)].map(({ path, whiteout }) => (whiteout ? `${whiteout} ${path}` : path));
}

it("makes whiteouts first, so that what the layer has stays", () => {
  expect(order(file("a"), gone("a"), dir("d"), opaque("d"), file("b"))).toEqual(["file a", "opaque d", "a", "d", "b"]);
});

it("makes a folder that is deleted and made again opaque, also one that only its files imply", () => {
  expect(order(gone("d"), dir("d"), gone("e"), file("e/f"), gone("g"))).toEqual([
    "opaque d",
    "opaque e",
    "file g",
    "d",
    "e/f",
  ]);
  expect(order(gone("d"), file("d"))).toEqual(["file d", "d"]);
});

it("leaves out a whiteout in what is deleted as a whole, which would bring its folder back", () => {
  expect(order(gone("d"), gone("d/e/f"), opaque("d/g"))).toEqual(["file d"]);
});

it("puts what has a link of the layer among its parents where that leads", () => {
  expect(order(dir("real"), link("link", "real"), link("x/abs", "/real"), file("link/f"), file("x/abs/g"))).toEqual([
    ...["real", "link", "x/abs", "real/f", "real/g"],
  ]);
});

it("finds the first name of a hard link behind a link of the layer", () => {
  const hardLink: LayerEntry = { ...file("h"), type: "hardlink", linkTarget: "link/f" };
  const made = [...inMakingOrder([dir("real"), file("real/f"), link("link", "real"), hardLink])];
  expect(made.at(-1)).toMatchObject({ path: "h", linkTarget: "real/f" });
  const inside = [
    ...inMakingOrder([file("f"), dir("real"), link("link", "real"), { ...hardLink, path: "link/h", linkTarget: "f" }]),
  ];
  expect(inside.at(-1)).toMatchObject({ path: "real/h", linkTarget: "f" });
});

it("makes the folder that a link leads to where the layer has none: a lower one may", () => {
  expect(order(link("link", "below"), file("link/f"))).toEqual(["link", "below/f"]);
});

it("lets a folder take the place of a link that leads to itself", () => {
  expect(order(link("a", "b"), link("b", "a"), file("a/f"))).toEqual(["a", "b", "a/f"]);
});
