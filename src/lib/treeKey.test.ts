import { describe, expect, it } from "vitest";
import { listedRows, type TreeKeyRow, treeKeyAction, typedRow } from "./treeKey.ts";

const listed: readonly TreeKeyRow[] = [
  { key: "/etc", depth: 0, expanded: true, name: "etc" },
  { key: "/etc/passwd", depth: 1, name: "passwd" },
  { key: "/usr", depth: 0, expanded: false, name: "usr" },
  { key: "/usr", depth: 1, note: true },
  { key: "/init", depth: 0, name: "Init" },
];
const rows = listedRows(listed);

describe("the keys of a tree", () => {
  it("go up and down, past notes", () => {
    expect(treeKeyAction("ArrowDown", rows, "/etc")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowUp", rows, "/usr")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowDown", rows, "/usr")).toEqual({ kind: "select", key: "/init" });
    expect(treeKeyAction("ArrowDown", rows, undefined)).toEqual({ kind: "select", key: "/etc" });
    expect(treeKeyAction("End", rows, "/etc")).toEqual({ kind: "select", key: "/init" });
    expect(treeKeyAction("Home", rows, "/init")).toEqual({ kind: "select", key: "/etc" });
  });

  it("go by screens, as far as there are rows", () => {
    expect(treeKeyAction("PageDown", rows, "/etc", 2)).toEqual({ kind: "select", key: "/usr" });
    expect(treeKeyAction("PageDown", rows, "/usr", 9)).toEqual({ kind: "select", key: "/init" });
    expect(treeKeyAction("PageUp", rows, "/init", 9)).toEqual({ kind: "select", key: "/etc" });
  });

  it("open and close folders, and go to the folder that a file is in", () => {
    expect(treeKeyAction("ArrowRight", rows, "/usr")).toEqual({ kind: "expand", key: "/usr" });
    expect(treeKeyAction("ArrowRight", rows, "/etc")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(treeKeyAction("ArrowLeft", rows, "/etc")).toEqual({ kind: "collapse", key: "/etc" });
    expect(treeKeyAction("ArrowLeft", rows, "/etc/passwd")).toEqual({ kind: "select", key: "/etc" });
    expect(treeKeyAction("ArrowLeft", rows, "/init")).toBeUndefined();
    const stillLoading = listedRows([
      { key: "/etc", depth: 0, expanded: true },
      { key: "/usr", depth: 0 },
    ]);
    expect(treeKeyAction("ArrowRight", stillLoading, "/etc")).toBeUndefined();
    expect(treeKeyAction("*", rows, "/usr")).toEqual({ kind: "expand-siblings", key: "/usr" });
  });

  it("find a row by its first letters, around the end and in any case", () => {
    expect(typedRow("i", rows, "/etc")).toEqual({ kind: "select", key: "/init" });
    expect(typedRow("p", rows, "/usr")).toEqual({ kind: "select", key: "/etc/passwd" });
    expect(typedRow("us", rows, "/usr")).toEqual({ kind: "select", key: "/usr" });
    expect(typedRow("x", rows, "/usr")).toBeUndefined();
  });

  it("leave other keys alone", () => {
    expect(treeKeyAction("Tab", rows, "/etc")).toBeUndefined();
  });
});
