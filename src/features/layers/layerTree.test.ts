import { describe, expect, it } from "vitest";
import type { Change, FileEntry } from "#contract/image.ts";
import { type LayerNode, layerTree, timeOnly } from "./layerTree.ts";
import { type LayerFileOrder, layerTreeRows } from "./layerTreeRows.ts";

function entry(change: Change, path: string, size: number, type: FileEntry["type"] = "file"): FileEntry {
  return { path, type, change, size, mode: 0o755, uid: 0, gid: 0, mtime: 0, layer: 0 };
}

const folder = (change: Change, path: string) => entry(change, path, 0, "dir");

const apt = [
  folder("unchanged", "/etc"),
  entry("changed", "/etc/passwd", 10),
  entry("deleted", "/old", 4),
  folder("added", "/srv"),
  entry("added", "/srv/a", 1),
  entry("added", "/srv/b", 200),
  folder("unchanged", "/usr"),
  folder("unchanged", "/usr/lib"),
  entry("added", "/usr/lib/x/1", 50),
  entry("added", "/usr/lib/x/2", 60),
  folder("unchanged", "/var"),
  folder("unchanged", "/var/tmp"),
];

function shown(nodes: LayerNode[], order: LayerFileOrder = "path", turned: [string, boolean][] = []): string[] {
  return layerTreeRows(nodes, order, new Map(turned)).map(
    ({ depth, node }) => `${"  ".repeat(depth)}${node.label} ${node.size}`,
  );
}

const told = layerTree(apt.filter((one) => !timeOnly(apt).includes(one)));

describe("the files of a layer as a tree", () => {
  it("joins folders without changes with their content", () => {
    expect(shown(told)).toEqual([
      "/etc/passwd 10",
      "/old 0",
      "/srv 201",
      "  a 1",
      "  b 200",
      "/usr/lib/x 110",
      "  1 50",
      "  2 60",
    ]);
  });

  it("can be sorted by size, in each folder", () => {
    expect(shown(told, "size", [["/usr/lib/x", false]])).toEqual([
      "/srv 201",
      "  b 200",
      "  a 1",
      "/usr/lib/x 110",
      "/etc/passwd 10",
      "/old 0",
    ]);
  });

  it("leaves out folders that only got a new time", () => {
    expect(timeOnly(apt).map(({ path }) => path)).toEqual(["/var", "/var/tmp"]);
  });

  it("counts changes in a folder, and what it hides", () => {
    const [srv] = layerTree([folder("added", "/srv"), entry("deleted", "/srv/a", 7), entry("added", "/srv/b", 1)]);
    expect(srv).toMatchObject({ count: 3, size: 1, hidden: 7 });
  });

  it("starts folded below the level that would fill the screen", () => {
    const many = Array.from({ length: 50 }, (_, index) => entry("added", `/a/b${index % 5}/${index}`, 1));
    expect(shown(layerTree(many))).toEqual(["/a 50", "  b0 10", "  b1 10", "  b2 10", "  b3 10", "  b4 10"]);
  });

  it("has the root folder as a row if the layer changed it", () => {
    expect(shown(layerTree([folder("changed", "/"), entry("added", "/a", 1)]))).toEqual(["/ 0", "/a 1"]);
  });
});
