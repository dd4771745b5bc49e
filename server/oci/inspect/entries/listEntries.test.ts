import { afterAll, describe, expect, it } from "vitest";
import { type EntriesQuery, entriesPageSchema, entriesQuerySchema } from "#contract/imageEntries.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import type { InspectedImage } from "../inspectedImage.ts";
import { dir, file, gone, link, opaque, openTestImages, symlink } from "../testImages.ts";
import { contentComparer } from "./compareContents.ts";
import { entryView } from "./entryViews.ts";
import { listEntries } from "./listEntries.ts";

const images = openTestImages();
afterAll(images.close);

const read = contentComparer(({ layer, entry }) => contentPieces(images.store, { layer, entry }));

function ask(image: InspectedImage, layer: number, asked: Partial<EntriesQuery>) {
  const query = { ...entriesQuerySchema.parse({}), ...asked };
  const view = entryView(image, layer, query);
  const page = view && listEntries(view, query, read);
  if (page === undefined) throw new Error("nothing is found");
  return entriesPageSchema.parse(page);
}

const names = (page: ReturnType<typeof ask>) => page.entries.map(({ path }) => path);

const shop = images.image([
  [
    dir("app"),
    file("app/a.js", "12345"),
    file("app/b.js", "1"),
    dir("app/lib"),
    file("app/lib/c.js", "123"),
    dir("tmp"),
    file("tmp/x", "1234567"),
    dir("tmp/deep"),
    file("tmp/deep/y", "12"),
    file("etc/motd", "hi"),
  ],
  [file("app/a.js", "1234567890"), gone("tmp"), file("app/lib/new.js", "1")],
]);

describe("the paths of a layer", () => {
  it("are listed folder by folder, with the folders that lead to them", () => {
    const page = ask(shop, 1, { of: "layer" });
    expect(page).toMatchObject({ folder: "/", total: 2, counts: { added: 1, changed: 1, deleted: 4, unchanged: 0 } });
    expect(page.entries).toMatchObject([
      { path: "/app", fits: false, change: "unchanged", inside: { files: 2, bytes: 11, entries: 2, touched: 2 } },
      { path: "/tmp", fits: true, change: "deleted", size: 9, files: 2, inside: { deletedFiles: 2, deletedBytes: 9 } },
    ]);
  });

  it("include those in deleted folders", () => {
    const page = ask(shop, 1, { of: "layer", folder: "/tmp/deep" });
    expect(page.entries).toMatchObject([{ path: "/tmp/deep/y", change: "deleted", size: 2, layer: 1 }]);
  });

  it("are filtered by change, text, size, and type at any depth", () => {
    expect(names(ask(shop, 1, { of: "layer", flat: true, changes: ["added"] }))).toEqual(["/app/lib/new.js"]);
    expect(names(ask(shop, 1, { of: "layer", flat: true, find: "DEEP" }))).toEqual(["/tmp/deep", "/tmp/deep/y"]);
    expect(names(ask(shop, 1, { of: "layer", flat: true, minSize: 7 }))).toEqual(["/app/a.js", "/tmp/x"]);
    expect(names(ask(shop, 1, { of: "layer", flat: true, types: ["dir"] }))).toEqual(["/tmp", "/tmp/deep"]);
  });

  it("count every change, whichever is chosen", () => {
    const page = ask(shop, 1, { of: "layer", find: "app", changes: ["changed"] });
    expect(page.counts).toEqual({ added: 1, changed: 1, deleted: 0, unchanged: 0 });
    expect(page.entries).toMatchObject([{ path: "/app", inside: { entries: 1 } }]);
  });
});

describe("the merged root", () => {
  it("shows what a container of that state would", () => {
    expect(names(ask(shop, 0, { flat: true, types: ["file"] }))).toContain("/tmp/x");
    const page = ask(shop, 1, { folder: "app" });
    expect(page.folder).toBe("/app");
    expect(page.entries).toMatchObject([
      { path: "/app/a.js", change: "changed", layer: 1 },
      { path: "/app/b.js", change: "unchanged", layer: 0 },
      { path: "/app/lib", change: "unchanged", fits: true, inside: { files: 2, bytes: 4, entries: 2, touched: 1 } },
    ]);
  });

  it("is sorted by size, where a folder counts with what fits in it", () => {
    expect(names(ask(shop, 0, { sort: "size", descending: true }))).toEqual(["/app", "/tmp", "/etc"]);
    expect(names(ask(shop, 0, { sort: "size", descending: true, find: "lib" }))).toEqual(["/app"]);
    expect(names(ask(shop, 0, { flat: true, sort: "size", types: ["file"] })).at(0)).toBe("/app/b.js");
  });

  it("is sorted by change, where a folder with a change in it is one", () => {
    expect(names(ask(shop, 1, { folder: "/app", sort: "change" }))).toEqual(["/app/a.js", "/app/lib", "/app/b.js"]);
    expect(names(ask(shop, 1, { sort: "change" }))).toEqual(["/app", "/etc"]);
  });

  it("comes in pages", () => {
    const page = ask(shop, 0, { flat: true, from: 2, limit: 2 });
    expect(page.total).toBe(11);
    expect(names(page)).toEqual(["/app/b.js", "/app/lib"]);
  });

  it("says when there is no such folder or layer", () => {
    expect(() => ask(shop, 1, { folder: "/tmp" })).toThrow("nothing is found");
    expect(() => ask(shop, 7, {})).toThrow("nothing is found");
  });
});

it("names each difference of a changed path, and what was there", () => {
  const xattrs = (value: string) => ({ "security.capability": value, "user.note": value });
  const image = images.image([
    [
      file("same", "abc"),
      file("edited", "abc"),
      file("touched", "abc"),
      file("owned", "abc"),
      file("capable", "abc", { xattrs: xattrs("AQ==") }),
      symlink("way", "a"),
      file("kind", "abc"),
      dir("folder"),
    ],
    [
      file("same", "abc"),
      file("edited", "abd"),
      file("touched", "abc", { mtime: 5 }),
      file("owned", "abc", { uid: 1, mode: 0o600 }),
      file("capable", "abc", { xattrs: xattrs("Ag==") }),
      symlink("way", "b"),
      dir("kind"),
      dir("folder", { mode: 0o700 }),
    ],
  ]);
  const page = ask(image, 1, { of: "layer" });
  const differences = Object.fromEntries(page.entries.map((entry) => [entry.path, entry.differences]));
  expect(differences).toEqual({
    "/same": [],
    "/edited": ["content"],
    "/touched": ["mtime"],
    "/owned": ["mode", "owner"],
    "/capable": ["capabilities", "xattrs"],
    "/way": ["target"],
    "/kind": ["type", "mode"],
    "/folder": ["mode"],
  });
  expect(page.entries.find(({ path }) => path === "/way")?.before).toMatchObject({ type: "symlink", linkTarget: "a" });
  expect(page.entries.find(({ path }) => path === "/capable")?.xattrs).toEqual(["security.capability", "user.note"]);
});

it("says that it can't tell the content if the bytes are not there", () => {
  const image = images.image([[file("a", "abc")], [file("a", "abd", { mode: 0o600 })]]);
  const query = { ...entriesQuerySchema.parse({}), of: "layer" as const };
  const view = entryView(image, 1, query);
  const page = view && listEntries(view, query, () => undefined);
  expect(page?.entries).toMatchObject([{ differences: ["mode"], contentUnknown: true }]);
});

it("counts the bytes of hard links once in each folder that has several, and tells how many names there are", () => {
  const image = images.image([
    [file("a/one", "12345"), link("a/two", "a/one"), link("b/three", "a/one"), file("b/alone", "1")],
    [gone("a/one")],
  ]);
  const root = ask(image, 0, {});
  expect(root.entries).toMatchObject([
    { path: "/a", inside: { files: 2, bytes: 5 } },
    { path: "/b", inside: { files: 2, bytes: 6 } },
  ]);
  expect(ask(image, 0, { folder: "/a" }).entries).toMatchObject([
    { path: "/a/one", type: "file", links: 3 },
    { path: "/a/two", type: "hardlink", linkTarget: "/a/one", links: 3 },
  ]);
  expect(ask(image, 1, { of: "layer" }).entries).toMatchObject([{ path: "/a", inside: { deletedBytes: 5, bytes: 0 } }]);
  expect(ask(image, 1, { flat: true, types: ["file"] }).entries).toMatchObject([
    { path: "/a/two", links: 2 },
    { path: "/b/alone" },
  ]);
});

it("lists what was in a folder that a file replaced", () => {
  const image = images.image([[dir("data"), file("data/x", "123")], [file("data", "new")]]);
  expect(ask(image, 1, { of: "layer" }).entries).toMatchObject([
    {
      path: "/data",
      type: "file",
      change: "changed",
      before: { type: "dir" },
      inside: { deletedFiles: 1, entries: 1 },
    },
  ]);
  expect(names(ask(image, 1, { of: "layer", folder: "/data" }))).toEqual(["/data/x"]);
});

it("shows what an opaque folder hides and what it has", () => {
  const image = images.image([
    [dir("var"), file("var/old", "1")],
    [dir("var"), opaque("var"), file("var/new", "12")],
  ]);
  expect(ask(image, 1, { of: "layer", folder: "/var" }).entries).toMatchObject([
    { path: "/var/new", change: "added" },
    { path: "/var/old", change: "deleted" },
  ]);
});

it("keeps names that are not UTF-8, and folders nested thousands deep", () => {
  const deep = Array.from({ length: 3000 }, () => "d").join("/");
  const image = images.image([[file("bad-\udcff", "1"), file(`${deep}/x`, "12")]]);
  expect(ask(image, 0, {}).entries).toMatchObject([
    { path: "/bad-\udcff", name: "bad-\udcff" },
    { path: "/d", inside: { files: 1, bytes: 2, entries: 3000 } },
  ]);
});
