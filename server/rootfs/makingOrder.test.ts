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

it("makes whiteouts first, so that the layer's own files stay", () => {
  expect(order(file("a"), gone("a"), dir("d"), opaque("d"), file("b"))).toEqual(["file a", "opaque d", "a", "d", "b"]);
});

it("makes a folder that is deleted and made again opaque, even if only its files imply it", () => {
  expect(order(gone("d"), dir("d"), gone("e"), file("e/f"), gone("g"))).toEqual([
    "opaque d",
    "opaque e",
    "file g",
    "d",
    "e/f",
  ]);
  expect(order(gone("d"), file("d"))).toEqual(["file d", "d"]);
});

it("skips a whiteout inside a deleted folder, which would bring the folder back", () => {
  expect(order(gone("d"), gone("d/e/f"), opaque("d/g"))).toEqual(["file d"]);
});

it("follows links of the layer among an entry's parents", () => {
  expect(order(dir("real"), link("link", "real"), link("x/abs", "/real"), file("link/f"), file("x/abs/g"))).toEqual([
    ...["real", "link", "x/abs", "real/f", "real/g"],
  ]);
});

it("finds the target of a hard link behind a link of the layer", () => {
  const hardLink: LayerEntry = { ...file("h"), type: "hardlink", linkTarget: "link/f" };
  const made = [...inMakingOrder([dir("real"), file("real/f"), link("link", "real"), hardLink])];
  expect(made.at(-1)).toMatchObject({ path: "h", linkTarget: "real/f" });
  const inside = [
    ...inMakingOrder([file("f"), dir("real"), link("link", "real"), { ...hardLink, path: "link/h", linkTarget: "f" }]),
  ];
  expect(inside.at(-1)).toMatchObject({ path: "real/h", linkTarget: "f" });
});

it("makes a link's target folder if the layer has none: a lower layer may have it", () => {
  expect(order(link("link", "below"), file("link/f"))).toEqual(["link", "below/f"]);
});

it("lets a folder replace a link to itself", () => {
  expect(order(link("a", "b"), link("b", "a"), file("a/f"))).toEqual(["a", "b", "a/f"]);
});
