import { describe, expect, it } from "vitest";
import { folder, putFiles, textFile } from "#contract/workspaceFiles.ts";
import { fileRows, folderSizes } from "./fileTree.ts";
import { ignoredPaths } from "./ignoredPaths.ts";
import { treeMove } from "./treeKeys.ts";

const files = putFiles(
  [],
  [
    textFile("zoo.txt", ""),
    textFile("Dockerfile", ""),
    textFile("app/index.html", ""),
    textFile("app/lib/a10.py", ""),
    textFile("app/lib/a9.py", ""),
    textFile(".dockerignore", ""),
    folder("empty"),
  ],
);
const rows = fileRows(files, "Dockerfile", new Set(["app/lib"]));

describe("the tree of files", () => {
  it("has the Dockerfile first, then its ignore file, folders, files, numbers in order", () => {
    expect(rows.map(({ path }) => path)).toEqual([
      "Dockerfile",
      ".dockerignore",
      "app",
      "app/lib",
      "app/index.html",
      "empty",
      "zoo.txt",
    ]);
    const open = fileRows(files, "Dockerfile", new Set());
    expect(open.map(({ name }) => name).slice(3, 6)).toEqual(["lib", "a9.py", "a10.py"]);
  });

  it("has the level, position, and folded state", () => {
    expect(rows.find(({ path }) => path === "app/lib")).toMatchObject({
      level: 2,
      position: 1,
      setSize: 2,
      expanded: false,
    });
    expect(rows.find(({ path }) => path === "zoo.txt")).not.toHaveProperty("expanded");
  });
});

describe("keys in the tree", () => {
  it("walk up and down, into folders and out of them", () => {
    expect(treeMove("ArrowDown", rows, "Dockerfile")).toEqual({ kind: "focus", path: ".dockerignore" });
    expect(treeMove("ArrowUp", rows, "Dockerfile")).toBeUndefined();
    expect(treeMove("ArrowRight", rows, "app/lib")).toEqual({ kind: "toggle", path: "app/lib" });
    expect(treeMove("ArrowRight", rows, "app")).toEqual({ kind: "focus", path: "app/lib" });
    expect(treeMove("ArrowLeft", rows, "app/index.html")).toEqual({ kind: "focus", path: "app" });
    expect(treeMove("End", rows, "Dockerfile")).toEqual({ kind: "focus", path: "zoo.txt" });
  });

  it("open, rename, delete, and find by a letter with wraparound", () => {
    expect(treeMove("Enter", rows, "zoo.txt")).toEqual({ kind: "open", path: "zoo.txt" });
    expect(treeMove("F2", rows, "app")).toEqual({ kind: "rename", path: "app" });
    expect(treeMove("Delete", rows, "app")).toEqual({ kind: "delete", path: "app" });
    expect(treeMove("d", rows, "zoo.txt")).toEqual({ kind: "focus", path: "Dockerfile" });
  });
});

describe("what .dockerignore excludes", () => {
  const ignored = (rules: string) =>
    [...ignoredPaths(putFiles(files, [textFile(".dockerignore", rules)]), "Dockerfile")].sort();

  it("is files and folders, but a folder only if nothing in it is included again", () => {
    expect(ignored("app/lib")).toEqual(["app/lib", "app/lib/a10.py", "app/lib/a9.py"]);
    expect(ignored("app\n!app/lib/a9.py")).toEqual(["app/index.html", "app/lib/a10.py"]);
  });

  it("is never the Dockerfile, which the builder always reads", () => {
    expect(ignored("*")).not.toContain("Dockerfile");
  });
});

it("the size of a folder includes files in its subfolders", () => {
  expect([...folderSizes(files)]).toEqual([
    ["app", 3],
    ["app/lib", 2],
  ]);
  expect([...folderSizes([textFile("a/b/c", ""), folder("a/d/e")])]).toEqual([
    ["a", 1],
    ["a/b", 1],
    ["a/d", 0],
  ]);
});
