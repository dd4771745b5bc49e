import { expect, it } from "vitest";
import type { ImageMap, MapNode } from "#contract/imageMap.ts";
import { sunburstShapes, treemapShapes } from "./mapShapes.ts";
import { mapTree } from "./mapTree.ts";

const node = (parent: number, name: string, bytes: number, kind: MapNode["kind"] = "file"): MapNode => {
  return { parent, name, kind, bytes, files: 1, layer: 0, mtime: 0 };
};
const map: ImageMap = {
  path: "/usr",
  nodes: [
    node(-1, "usr", 100, "folder"),
    node(0, "bin", 75, "folder"),
    node(0, "", 5, "others"),
    node(0, "tiny", 0),
    node(0, "x", 20),
    node(1, "a", 75),
  ],
};

function rootOf(of: ImageMap) {
  const root = mapTree(of);
  if (root === undefined) throw new Error("no root");
  return root;
}

it("the tree has absolute paths, whatever folder it starts at", () => {
  const root = rootOf(map);
  expect(root.children.map(({ path }) => path)).toEqual(["/usr/bin", "/usr", "/usr/tiny", "/usr/x"]);
  expect(root.children[0]?.children[0]?.path).toBe("/usr/bin/a");
  expect(mapTree({ path: "/", nodes: [node(-1, "", 1, "folder"), node(0, "a", 1)] })?.children[0]?.path).toBe("/a");
  expect(mapTree({ path: "/", nodes: [] })).toBeUndefined();
});

it("rectangles have the share of their bytes, folders before what is in them, and none is too small to be seen", () => {
  const shapes = treemapShapes(rootOf(map), 400, 300);
  expect(shapes.map(({ branch: { name }, level }) => `${level} ${name}`)).toEqual(["1 bin", "1 x", "1 ", "2 a"]);
  const areas = Object.fromEntries(shapes.map(({ branch, area }) => [branch.name, area]));
  expect((areas.bin ?? 0) / (areas.x ?? 1)).toBeCloseTo(75 / 20, 0);
});

it("a folder that has everything is a whole ring", () => {
  const whole: ImageMap = { path: "/", nodes: [node(-1, "", 9, "folder"), node(0, "a", 9)] };
  const [shape] = sunburstShapes(rootOf(whole), 200, 200);
  expect(shape?.path).toMatch(/^M100\.00 3\.00A97/);
  expect(shape?.path).not.toContain("NaN");
});
