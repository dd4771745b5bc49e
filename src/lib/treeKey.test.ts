import { describe, expect, it } from "vitest";
import { type TreeKeyRow, treeKeyAction } from "./treeKey.ts";

const rows: readonly TreeKeyRow[] = [
  { key: "/etc", depth: 0, expanded: true },
  { key: "/etc/passwd", depth: 1 },
  { key: "/usr", depth: 0, expanded: false },
  { key: "/usr", depth: 1, note: true },
  { key: "/init", depth: 0 },
];

describe("the keys of a tree", () => {
  it("go up and down, past notes", () => {
    expect(treeKeyAction("ArrowDown", rows, "/etc")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowUp", rows, "/usr")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowDown", rows, "/usr")).toEqual({ kind: "select", key: "/init" });
    expect(treeKeyAction("ArrowDown", rows, undefined)).toEqual({ kind: "select", key: "/etc" });
    expect(treeKeyAction("End", rows, "/etc")).toEqual({ kind: "select", key: "/init" });
  });

  it("open and close folders, and go to the folder that a file is in", () => {
    expect(treeKeyAction("ArrowRight", rows, "/usr")).toEqual({ kind: "expand", key: "/usr" });
    expect(treeKeyAction("ArrowRight", rows, "/etc")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowLeft", rows, "/etc")).toEqual({ kind: "collapse", key: "/etc" });
    expect(treeKeyAction("ArrowLeft", rows, "/etc/passwd")).toEqual({ kind: "select", key: "/etc" });
    expect(treeKeyAction("ArrowLeft", rows, "/init")).toBeUndefined();
  });

  it("leave other keys alone", () => {
    expect(treeKeyAction("Tab", rows, "/etc")).toBeUndefined();
  });
});
