import { afterAll, describe, expect, it } from "vitest";
import { layerFiles } from "./layerFiles.ts";
import { imageStack } from "./stack.ts";
import { dir, file, gone, link, type Member, opaque, openTestImages, symlink } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

/** `change path size` of the last of these layers, except unchanged folders. */
function lastLayer(...layers: Member[][]): string[] {
  const found = layerFiles(images.image(layers), layers.length - 1, { from: 0, limit: 1000 });
  const told = found?.entries.filter((entry) => entry.change !== "unchanged") ?? [];
  return told.map(
    ({ change, path, size, files }) => `${change} ${path} ${size}${files === undefined ? "" : ` (${files})`}`,
  );
}

const base = [dir("etc"), file("etc/hosts", "localhost"), dir("srv"), file("srv/a", "aaa"), file("srv/b", "bbbbb")];

describe("the changes of a layer", () => {
  it("separates new files from changed ones, and skips folders that only contain them", () => {
    expect(lastLayer(base, [dir("etc", { mtime: 9 }), file("etc/hosts", "x"), file("etc/new", "12")])).toEqual([
      "changed /etc/hosts 1",
      "added /etc/new 2",
    ]);
  });

  it("treats a folder as changed if its mode or owner did", () => {
    expect(lastLayer(base, [dir("etc", { mode: 0o700 }), dir("srv", { uid: 5 })])).toEqual([
      "changed /etc 0",
      "changed /srv 0",
    ]);
  });

  it("shows a deleted folder once, with its number of files and bytes", () => {
    expect(lastLayer(base, [gone("srv")])).toEqual(["deleted /srv 8 (2)"]);
  });

  it("shows a deleted file with its previous size", () => {
    expect(lastLayer(base, [dir("srv"), gone("srv/b")])).toEqual(["deleted /srv/b 5"]);
  });

  it("finds what an opaque folder hides, and shows what it puts back as changed", () => {
    expect(lastLayer(base, [dir("srv"), opaque("srv"), file("srv/a", "new"), file("srv/c", "c")])).toEqual([
      "changed /srv/a 3",
      "deleted /srv/b 5",
      "added /srv/c 1",
    ]);
  });

  it("keeps what the layer itself adds, wherever the whiteout is in the tar", () => {
    expect(lastLayer(base, [file("srv/c", "c"), opaque("srv")])).toEqual([
      "deleted /srv/a 3",
      "deleted /srv/b 5",
      "added /srv/c 1",
    ]);
    expect(lastLayer(base, [file("etc/hosts", "again"), gone("etc/hosts")])).toEqual(["changed /etc/hosts 5"]);
  });

  it("lets a file replace a folder, and a folder a file", () => {
    expect(lastLayer(base, [file("srv", "flat")])).toEqual(["changed /srv 4", "deleted /srv/a 3", "deleted /srv/b 5"]);
    expect(lastLayer(base, [dir("etc/hosts"), file("etc/hosts/x", "x")])).toEqual([
      "changed /etc/hosts 0",
      "added /etc/hosts/x 1",
    ]);
  });

  it("counts hard links' bytes once in a deleted folder", () => {
    expect(lastLayer([dir("d"), file("d/a", "12345"), link("d/b", "d/a")], [gone("d")])).toEqual(["deleted /d 5 (2)"]);
  });

  it("ignores whiteouts of unknown paths", () => {
    expect(lastLayer(base, [gone("nowhere"), gone("srv/nothing"), opaque("opt")])).toEqual([]);
  });

  it("replaces a lower layer's symlink or file with an implied folder", () => {
    const below = [dir("usr/lib"), symlink("lib", "usr/lib"), file("etc", "flat")];
    expect(lastLayer(below, [file("lib/x", "x"), file("etc/y", "y")])).toEqual([
      "changed /etc 0",
      "added /etc/y 1",
      "changed /lib 0",
      "added /lib/x 1",
    ]);
  });

  it("leaves out implied folders, both added and deleted", () => {
    const image = images.image([[file("a/b/x", "1")], [gone("a")]]);
    expect(imageStack(image).rows.map(({ layer }) => [layer?.added, layer?.deleted])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("follows a symlink of the same layer, as unpacking does", () => {
    const layer = [dir("usr/lib"), symlink("lib", "usr/lib"), file("lib/x", "x")];
    expect(lastLayer([], layer)).toEqual(["added /lib 0", "added /usr/lib 0", "added /usr/lib/x 1"]);
  });

  it("follows a symlink on the way to a hard link's target, as unpacking does", () => {
    const layer = [dir("usr/lib"), file("usr/lib/a", "12345"), symlink("lib", "usr/lib"), link("b", "lib/a")];
    expect(lastLayer([], layer)).toContain("added /b 5");
  });

  it("treats an implied folder that is later listed with the same attributes as unchanged", () => {
    expect(lastLayer([file("a/x", "1")], [dir("a"), dir("b")])).toEqual(["added /b 0"]);
  });

  it("handles folders of any depth", () => {
    // Paths of all of these folders together would be 10 GB.
    const deep = "d/".repeat(100_000);
    expect(lastLayer([file(`${deep}x`, "1")], [gone("d")])).toEqual(["deleted /d 1 (1)"]);
  });

  it("shows an existing name as a hard link's target, and the only name left as a file", () => {
    const shown = (...layers: Member[][]) =>
      layerFiles(images.image(layers), layers.length - 1, { from: 0, limit: 10 })?.entries.map(
        ({ change, path, type, linkTarget }) => `${change} ${path} ${type} ${linkTarget}`,
      );
    const linked = [file("perl", "12345"), link("perl5.36.0", "perl")];
    expect(shown(linked)?.at(-1)).toBe("added /perl5.36.0 hardlink /perl");
    expect(shown(linked, [gone("perl")], [gone("perl5.36.0")])).toEqual(["deleted /perl5.36.0 file undefined"]);
  });

  it("leaves out dangling hard links", () => {
    expect(lastLayer([], [link("a", "nowhere"), dir("d"), link("b", "d")])).toEqual(["added /d 0"]);
  });

  it("are returned in consecutive pages, with the number of paths", () => {
    const image = images.image([Array.from({ length: 25 }, (_, index) => file(`f${index + 10}`, "x"))]);
    const pages = [0, 10, 20].map((from) => layerFiles(image, 0, { from, limit: 10 }));
    expect(pages.map((page) => [page?.entries.length, page?.truncated, page?.total])).toEqual([
      [10, true, 25],
      [10, true, 25],
      [5, false, 25],
    ]);
    const paths = pages.flatMap((page) => page?.entries.map((entry) => entry.path) ?? []);
    expect(paths).toEqual(Array.from({ length: 25 }, (_, index) => `/f${index + 10}`));
  });

  it("are undefined for a layer that the image does not have", () => {
    expect(layerFiles(images.image([base]), 1, { from: 0, limit: 10 })).toBeUndefined();
  });
});

describe("the counts of a slab", () => {
  it("match the list", () => {
    const image = images.image([base, [file("etc/hosts", "x"), file("etc/new", "y"), gone("srv")]]);
    expect(imageStack(image).rows[1]?.layer).toMatchObject({ added: 1, changed: 1, deleted: 3, contentSize: 2 });
  });

  it("count deleted folders like added ones", () => {
    const image = images.image([[dir("d"), file("d/f", "")], [gone("d")]]);
    expect(imageStack(image).rows.map((row) => [row.layer?.added, row.layer?.deleted])).toEqual([
      [2, 0],
      [0, 2],
    ]);
  });

  it("count a deleted empty folder as one", () => {
    const image = images.image([[dir("empty")], [gone("empty")]]);
    expect(imageStack(image).rows[1]?.layer?.deleted).toBe(1);
  });

  it("count a path that the tar has twice only once, as on disk", () => {
    const image = images.image([[file("a", "12"), file("a", "345")]]);
    expect(imageStack(image).rows[0]?.layer).toMatchObject({ added: 1, contentSize: 3, dead: 2 });
  });
});
