import { describe, expect, it } from "vitest";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { LayerDraft } from "./layerDraft.ts";

const digest = `sha256:${"b".repeat(64)}` as const;
const shared = { uid: 0, gid: 0, size: 0, mtime: 1, offset: 0 };
const dir = (path: string, mode = 0o755): LayerEntry => ({ ...shared, path, type: "dir", mode });
const link = (path: string, linkTarget: string): LayerEntry => ({
  ...shared,
  path,
  type: "symlink",
  mode: 0o777,
  linkTarget,
});
const file = (path: string): LayerEntry => ({ ...shared, path, type: "file", mode: 0o644 });
const newFile = { type: "file", mode: 0o600, uid: 1, gid: 2, size: 0, mtime: 9 } as const;
const root = { uid: 0, gid: 0 };

function draft(...entries: LayerEntry[]): LayerDraft {
  return new LayerDraft(emptyTree().withLayer(digest, entries));
}

const paths = (made: LayerDraft) => [...made.entries()].map(({ path }) => path);

describe("a layer draft", () => {
  it("is empty until something is put", () => {
    expect(paths(draft(dir("a"), file("a/f")))).toEqual([]);
  });

  it("includes the folders above a new file unchanged, with names in order", () => {
    const made = draft(dir("z", 0o700), dir("z/y", 0o711));
    made.put("z/y/new", newFile);
    made.put("z/a", newFile);
    expect([...made.entries()].map(({ path, file: { mode } }) => `${path} ${mode.toString(8)}`)).toEqual([
      ...["z 700", "z/a 600", "z/y 711", "z/y/new 600"],
    ]);
  });

  it("shows its own changes over the tree below", () => {
    const made = draft(file("f"));
    made.put("f", newFile);
    expect(made.lstat("f")).toMatchObject({ mode: 0o600, uid: 1 });
    made.mkdirAll("d/e", 0o755, root, 5);
    expect(made.lstat("d/e")?.type).toBe("dir");
  });

  it("keeps the content of a folder whose attributes change", () => {
    const made = draft(dir("d"), file("d/kept"));
    made.put("d", { ...newFile, type: "dir", mode: 0o700 });
    expect(made.lstat("d/kept")).toBeDefined();
    expect(paths(made)).toEqual(["d"]);
  });

  it("follows links inside a folder as if it were the root, and none out of it", () => {
    const made = draft(dir("o"), link("o/abs", "/real"), link("o/rel", "s/../abs"), link("o/out", "../real"));
    expect(made.pathWithin("o", "abs/x")).toBe("o/real/x");
    expect(made.pathWithin("o", "rel/x")).toBe("o/real/x");
    expect(() => made.pathWithin("o", "out/x")).toThrow("path escapes from parent");
    expect(made.rootPath("o/out/x")).toBe("real/x");
  });

  it("marks a folder that replaces something else as opaque", () => {
    const made = draft(file("d"));
    made.put("d", { ...newFile, type: "dir", mode: 0o700 });
    expect([...made.entries()]).toMatchObject([{ path: "d", opaque: true }]);
  });

  it("follows links inside the root, and lets none lead out", () => {
    const made = draft(dir("real"), link("abs", "/real"), link("up", "../../../real"), link("real/back", ".."));
    expect(made.rootPath("/abs/x")).toBe("real/x");
    expect(made.rootPath("up/../x")).toBe("x");
    expect(made.rootPath("real/back/real/y")).toBe("real/y");
    expect(made.rootPath("../../etc")).toBe("etc");
  });

  it("stops at a loop of links", () => {
    expect(() => draft(link("a", "b"), link("b", "a")).rootPath("a/x")).toThrow("lstat /a/x: too many links");
  });

  it("makes missing folders with owner, mode, and time, and returns their paths", () => {
    const made = draft(dir("a"));
    expect(made.mkdirAll("a/b/c", 0o750, { uid: 5, gid: 6 }, 7)).toEqual(["a/b", "a/b/c"]);
    expect(made.lstat("a/b")).toMatchObject({ mode: 0o750, uid: 5, gid: 6, mtime: 7 });
    expect(() => draft(file("f")).mkdirAll("f/x", 0o755, root, 1)).toThrow("mkdir /f: not a directory");
  });
});

describe("hard links", () => {
  const linked = (made: LayerDraft) =>
    [...made.entries()].map(({ path, linkTo }) => (linkTo === undefined ? path : `${path} = ${linkTo}`));

  it("link to the name that comes first in the tar, whichever was made first", () => {
    const made = draft();
    made.put("b", newFile);
    expect(made.link("a", "b")).toBe(true);
    expect(linked(made)).toEqual(["a", "b = a"]);
  });

  it("keep the file if one of them is replaced", () => {
    const made = draft();
    made.put("a", newFile);
    made.link("b", "a");
    made.put("a", { ...newFile, mode: 0o777 });
    expect(linked(made)).toEqual(["a", "b"]);
    expect(made.lstat("b")?.mode).toBe(0o600);
  });

  it("bring a file of the tree below into the layer, with its content", () => {
    const made = draft({ ...file("old"), size: 5, offset: 512 });
    made.link("new", "old");
    expect(linked(made)).toEqual(["new", "old = new"]);
    expect(made.lstat("new")?.content).toEqual({ kind: "layer", layer: digest, entry: { offset: 512, size: 5 } });
  });

  it("change together", () => {
    const made = draft(file("old"));
    made.link("new", "old");
    made.change("new", { mode: 0o400, uid: 9, gid: 9, mtime: 4 });
    expect(made.lstat("old")).toMatchObject({ mode: 0o400, uid: 9 });
  });

  it("need a file", () => {
    expect(draft(dir("d")).link("x", "d")).toBe(false);
    expect(draft().link("x", "missing")).toBe(false);
  });
});

it("gives symlinks the one mode that Linux has for them", () => {
  const made = draft();
  made.put("l", { ...newFile, type: "symlink", linkTarget: "x" });
  expect(made.lstat("l")?.mode).toBe(0o777);
});
