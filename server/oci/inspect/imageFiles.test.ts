import { afterAll, describe, expect, it } from "vitest";
import { imageFiles, PREVIEW_BYTES, type ReadLayerBytes } from "./imageFiles.ts";
import { dir, file, gone, link, type Member, openTestImages, symlink } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

async function look(path: string, layers: Member[][], baseLayers = 0) {
  const image = images.image(layers, { baseLayers });
  return imageFiles(image, path, async (diffId, start, length) => images.store.readBytes(diffId, start, length));
}

describe("the files of an image", () => {
  it("lists a folder's children, folders first, with total sizes, hard links once", async () => {
    const layer = [dir("d"), file("d/a", "12345"), link("d/b", "d/a"), file("d/e/f", "1"), file("top", "22")];
    const found = await look("/", [layer, [gone("d/e/f")]]);
    expect(found?.children.map((child) => [child.path, child.totalSize, child.totalFiles])).toEqual([
      ["/d", 5, 2],
      ["/top", 2, 1],
    ]);
  });

  it("says of the root, which is always there, only whether a layer changed its mode or owner", async () => {
    const layers = [
      [dir(""), file("a", "1")],
      [{ ...dir(""), mtime: 9 }, file("b", "2")],
    ];
    expect((await look("/", layers, 1))?.entry?.change).toBe("unchanged");
    expect((await look("/", [...layers, [{ ...dir(""), mode: 0o700 }]], 1))?.entry?.change).toBe("changed");
  });

  it("shows the start of a text", async () => {
    expect(await look("/a", [[file("a", "grün\n")]])).toMatchObject({ text: "grün\n", truncated: false, children: [] });
  });

  it("cuts a long text, in the middle of a character if need be", async () => {
    const found = await look("a", [[file("a", `x${"ü".repeat(PREVIEW_BYTES)}`)]]);
    expect(found?.truncated).toBe(true);
    expect(found?.text).toBe(`x${"ü".repeat(PREVIEW_BYTES / 2 - 1)}`);
  });

  it("shows a text with all its characters, even a byte order mark", async () => {
    expect((await look("/a", [[file("a", "\ufeffgrün")]]))?.text).toBe("\ufeffgrün");
  });

  it("shows the text of a file stored in parts, unless there is a hole", async () => {
    const text = async (...sparse: { at: number; length: number }[]) => {
      const image = images.image([[file("a", "12345")]]);
      const layers = image.layers.map((layer) => ({
        ...layer,
        entries: layer.entries.map((entry) => ({ ...entry, sparse })),
      }));
      const read: ReadLayerBytes = async (diffId, start, length) => images.store.readBytes(diffId, start, length);
      return (await imageFiles({ ...image, layers }, "a", read))?.text;
    };
    expect(await text({ at: 0, length: 2 }, { at: 2, length: 3 })).toBe("12345");
    expect(await text({ at: 0, length: 2 }, { at: 3, length: 2 })).toBeUndefined();
    expect(await text({ at: 1, length: 4 })).toBeUndefined();
  });

  it("shows a file under its last name as a file, under several as links to one of them", async () => {
    const linked = [file("a", "1"), link("b", "a"), link("c", "a")];
    const names = async (...above: Member[][]) =>
      (await look("/", [linked, ...above]))?.children.map(({ path, linkTarget }) => `${path} ${linkTarget}`);
    expect(await names()).toEqual(["/a undefined", "/b /a", "/c /a"]);
    expect(await names([gone("a")])).toEqual(["/b undefined", "/c /b"]);
    expect(await names([file("a", "2")])).toEqual(["/a undefined", "/b undefined", "/c /b"]);
    expect(await names([gone("a"), gone("b")])).toEqual(["/c undefined"]);
    expect((await look("/c", [linked, [gone("a"), gone("b")]]))?.text).toBe("1");
  });

  it("shows no text of a binary file", async () => {
    expect(await look("/bin", [[file("bin", "\u0000ELF")]])).not.toHaveProperty("text");
  });

  it("shows which file is from the base image, new, or changed", async () => {
    const found = await look(
      "/",
      [
        [file("a", "1"), file("b", "1")],
        [file("b", "2"), file("c", "3")],
      ],
      1,
    );
    expect(found?.children.map((child) => [child.path, child.change, child.layer])).toEqual([
      ["/a", "unchanged", 0],
      ["/b", "changed", 1],
      ["/c", "added", 1],
    ]);
  });

  it("shows a symlink as itself with its target, never outside the image", async () => {
    const layer = [dir("usr/bin"), file("usr/bin/sh", "#!"), symlink("bin", "/usr/bin"), symlink("up", "../../../usr")];
    const bin = await look("/bin", [layer]);
    expect(bin?.entry).toMatchObject({ type: "symlink", linkTarget: "/usr/bin" });
    expect(bin?.children.map((child) => child.path)).toEqual(["/usr/bin/sh"]);
    expect((await look("/bin/sh", [layer]))?.text).toBe("#!");
    const nested = [dir("opt"), symlink("opt/sh", "/usr/bin/sh"), dir("usr/bin"), file("usr/bin/sh", "#!")];
    expect((await look("/opt/sh", [nested]))?.text).toBe("#!");
    expect((await look("/up", [layer]))?.children.map((child) => child.path)).toEqual(["/usr/bin"]);
  });

  it("shows a symlink as itself in a folder that is itself reached through a symlink", async () => {
    const layer = [
      dir("usr/bin"),
      file("usr/bin/dash", "#!"),
      symlink("usr/bin/sh", "dash"),
      symlink("bin", "usr/bin"),
    ];
    const sh = await look("/bin/sh", [layer]);
    expect(sh?.entry).toMatchObject({ path: "/usr/bin/sh", type: "symlink", linkTarget: "dash" });
    expect(sh?.text).toBe("#!");
  });

  it("survives a loop of symlinks", async () => {
    const found = await look("/a", [[symlink("a", "b"), symlink("b", "a")]]);
    expect(found?.entry?.type).toBe("symlink");
    expect(await look("/a/x", [[symlink("a", "b"), symlink("b", "a")]])).toBeUndefined();
  });

  it("finds nothing at an unknown path", async () => {
    expect(await look("/nowhere", [[file("a", "1")]])).toBeUndefined();
  });
});
