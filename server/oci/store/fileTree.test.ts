import { expect, test } from "vitest";
import type { FileTree } from "./fileTree.ts";
import { emptyTree, openFileTree } from "./fileTree.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";
import { readContent } from "./treeContent.ts";

function treeOf(...layers: Record<string, string>[]) {
  const { blobs } = temporaryStore();
  const diffIds = layers.map((files) => putLayer(blobs, files));
  const tree = openFileTree(blobs, diffIds);
  const text = (path: string) => {
    const found = tree.lookup(path);
    return found && readContent(blobs, { layer: found.node.inode.layer, entry: found.node.inode.entry }).toString();
  };
  return { tree, text, blobs, diffIds };
}

function paths(tree: FileTree): string[] {
  return [...tree.walk()].map(({ path }) => path);
}

test("is an empty root without layers", () => {
  expect(paths(emptyTree())).toEqual([""]);
  expect(emptyTree().lookup("/a")).toBeUndefined();
});

test("merges layers: later files replace earlier ones", () => {
  const { tree, text } = treeOf({ "a/": "", "a/x": "one", "a/y": "kept" }, { "a/x": "two" });
  expect(paths(tree)).toEqual(["", "a", "a/x", "a/y"]);
  expect(text("/a/x")).toBe("two");
  expect(text("a/y")).toBe("kept");
  expect(tree.lookup("a/x")?.node.inode.layerIndex).toBe(1);
});

test("hides what a whiteout names, files and folders", () => {
  const { tree } = treeOf(
    { "a/": "", "a/x": "1", "b/": "", "b/c/": "", "b/c/d": "2", e: "3" },
    { "-a/x": "", "-b": "" },
  );
  expect(paths(tree)).toEqual(["", "a", "e"]);
});

test("hides everything below an opaque folder, but not what its own layer puts there", () => {
  const { tree } = treeOf({ "a/": "", "a/old": "1" }, { "a/": "", "a/new": "2", "a/-": "" });
  expect(paths(tree)).toEqual(["", "a", "a/new"]);
});

test("does not let a whiteout hide what its own layer puts there", () => {
  const { text } = treeOf({ a: "old" }, { a: "new", "-a": "" });
  expect(text("a")).toBe("new");
});

test("replaces a folder by a file and a file by a folder", () => {
  const { tree } = treeOf({ "a/": "", "a/x": "1", b: "2" }, { a: "file", "b/": "", "b/y": "3" });
  expect(paths(tree)).toEqual(["", "a", "b", "b/y"]);
});

test("creates folders that no layer lists", () => {
  const { tree } = treeOf({ "a/b/c": "1" });
  expect(tree.lookup("a/b")?.node.inode.entry).toMatchObject({ type: "dir", mode: 0o755, uid: 0 });
});

test("gives hard links the inode of their target", () => {
  const { tree, text } = treeOf({ a: "shared", "b => a": "" }, { "c => b": "" });
  expect(text("b")).toBe("shared");
  expect(tree.lookup("b")?.node.inode).toBe(tree.lookup("a")?.node.inode);
  expect(tree.lookup("c")?.node.inode).toBe(tree.lookup("a")?.node.inode);
});

test("leaves out a dangling hard link", () => {
  expect(paths(treeOf({ "b => nowhere": "" }).tree)).toEqual([""]);
});

test("follows symlinks inside the root and never out of it", () => {
  const { tree } = treeOf({
    "etc/": "",
    "etc/passwd": "root",
    "rel -> etc/passwd": "",
    "abs -> /etc/passwd": "",
    "out -> ../../../etc/passwd": "",
    "dir -> etc": "",
    "deep -> dir/../rel": "",
  });
  for (const path of ["rel", "abs", "out", "dir/passwd", "deep", "/../../etc/./passwd", "dir//passwd"]) {
    expect(tree.lookup(path)?.path).toBe("etc/passwd");
  }
  expect(tree.lookup("rel", false)?.node.inode.entry.type).toBe("symlink");
  expect(tree.lookup("dir/passwd", false)?.path).toBe("etc/passwd");
});

test("finds nothing behind a loop of symlinks", () => {
  const { tree } = treeOf({ "a -> b": "", "b -> a": "", "self -> self/x": "" });
  expect(tree.lookup("a")).toBeUndefined();
  expect(tree.lookup("self")).toBeUndefined();
  expect(tree.lookup("a", false)?.path).toBe("a");
});

test("follows a symlink of the same layer and replaces one of a lower layer, as overlay2 does", () => {
  const same = treeOf({ "real/": "", "link -> real": "", "link/x": "1" });
  expect(paths(same.tree)).toEqual(["", "link", "real", "real/x"]);
  const below = treeOf({ "real/": "", "link -> real": "" }, { "link/x": "1" });
  expect(paths(below.tree)).toEqual(["", "link", "link/x", "real"]);
});

test("creates the target folder of a symlink of the same layer, but none for a loop", () => {
  expect(paths(treeOf({ "real/y": "" }, { "link -> real": "", "link/x": "1" }).tree)).toEqual([
    ...["", "link", "real", "real/x", "real/y"],
  ]);
  const missing = treeOf({
    "d/": "",
    "d/link -> ../new/./folder": "",
    "d/link/x": "1",
    "out -> ../../o": "",
    "out/x": "",
  });
  expect(paths(missing.tree)).toEqual(["", "d", "d/link", "new", "new/folder", "new/folder/x", "o", "o/x", "out"]);
  expect(paths(treeOf({ "a -> b": "", "b -> a": "", "a/x": "1" }).tree)).toEqual(["", "a", "a/x", "b"]);
});

test("does not change the tree it was made from", () => {
  const { blobs, diffIds, tree } = treeOf({ "a/": "", "a/b/": "", "a/b/x": "1", "c/": "", "c/y": "2" });
  const before = paths(tree);
  const layer = putLayer(blobs, { "a/b/new": "1", "-c/y": "", "a/": "" });
  const next = openFileTree(blobs, [...diffIds, layer]);
  expect(paths(next)).toEqual(["", "a", "a/b", "a/b/new", "a/b/x", "c"]);
  expect(paths(tree)).toEqual(before);
});

test("lists names in byte order", () => {
  const { tree } = treeOf({ b: "", "\u{1f600}": "", "\ufb00": "", a: "", B: "" });
  expect(tree.list(tree.root).map(({ name }) => name)).toEqual(["B", "a", "b", "\ufb00", "\u{1f600}"]);
});
