import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { InspectedImage } from "../inspectedImage.ts";
import { dir, file, gone, link, type Member, opaque, openTestImages, symlink } from "../testImages.ts";
import { fileVersions } from "./fileVersions.ts";

const images = openTestImages();
afterAll(images.close);

const sha256 = (bytes: Uint8Array | string) => `sha256:${createHash("sha256").update(bytes).digest("hex")}` as const;

function versions(path: string, layers: Member[][], extras: Parameters<typeof images.image>[1] = {}) {
  const image: InspectedImage = images.image(layers, extras);
  return fileVersions(image, path, ({ layer, entry }) => sha256(readContent(images.store, { layer, entry })));
}

const told = (path: string, layers: Member[][]) =>
  versions(path, layers)?.versions.map((version) => [
    version.layer,
    version.change,
    version.change === "changed" ? version.differences : undefined,
  ]);

describe("the versions of a file", () => {
  it("are the layers that made, changed, and hid it; the others are left out", () => {
    const layers = [
      [dir("app"), file("app/a", "one")],
      [file("other", "x")],
      [file("app/a", "two")],
      [file("app/a", "two", { mode: 0o755, uid: 7 })],
      [gone("app/a")],
    ];
    expect(told("/app/a", layers)).toEqual([
      [0, "added", undefined],
      [2, "changed", ["content"]],
      [3, "changed", ["mode", "owner"]],
      [4, "deleted", undefined],
    ]);
  });

  it("tell what the file was in each, with the digest of its bytes", () => {
    const found = versions("a", [[file("a", "one", { mode: 0o600, uid: 1, gid: 2, mtime: 3 })]]);
    expect(found).toMatchObject({ path: "/a" });
    expect(found?.versions).toMatchObject([
      { file: { type: "file", size: 3, mode: 0o600, uid: 1, gid: 2, mtime: 3, digest: sha256("one") } },
    ]);
  });

  it("count a file that is stored again as it was, with no differences", () => {
    expect(told("a", [[file("a", "one")], [file("a", "one")]])?.[1]).toEqual([1, "changed", []]);
  });

  it("tell a file that comes back after it was hidden from one that changed", () => {
    expect(told("a", [[file("a", "one")], [gone("a")], [file("a", "one")]])).toEqual([
      [0, "added", undefined],
      [1, "deleted", undefined],
      [2, "added", undefined],
    ]);
  });

  it("name the folder that went, and the file with it", () => {
    const layers = [[dir("a"), dir("a/b"), file("a/b/c", "x")]];
    expect(versions("a/b/c", [...layers, [gone("a")]])?.versions[1]).toMatchObject({ change: "deleted", with: "/a" });
    expect(versions("a/b/c", [...layers, [opaque("a/b")]])?.versions[1]).not.toHaveProperty("with");
    expect(versions("a/b/c", [...layers, [file("a", "now a file")]])?.versions[1]).toMatchObject({ with: "/a" });
  });

  it("know a link from a file, where it leads, and times, capabilities, and other attributes by name", () => {
    const xattrs = { "security.capability": "AQ==", "user.note": "AA==" };
    const layers = [
      [file("a", "x")],
      [symlink("a", "b")],
      [symlink("a", "c")],
      [file("a", "x")],
      [file("a", "x", { mtime: 9, xattrs })],
    ];
    expect(told("a", layers)?.slice(1)).toEqual([
      [1, "changed", ["type"]],
      [2, "changed", ["target"]],
      [3, "changed", ["type"]],
      [4, "changed", ["mtime", "capabilities", "xattrs"]],
    ]);
  });

  it("follow a hard link's bytes, and a folder on the way that is a link", () => {
    const layers = [[dir("usr"), file("usr/a", "one"), symlink("bin", "usr")], [link("usr/b", "usr/a")]];
    expect(versions("bin/a", layers)?.path).toBe("/usr/a");
    expect(versions("usr/b", layers)?.versions).toMatchObject([{ layer: 1, change: "added", file: { size: 3 } }]);
  });

  it("say so if the bytes are too many to be compared", () => {
    const image = images.image([[file("a", "one")], [file("a", "two")], [file("a", "longer")]]);
    expect(fileVersions(image, "a", () => undefined)?.versions.slice(1)).toMatchObject([
      { differences: [], contentUnknown: true },
      { differences: ["content"] },
    ]);
  });

  it("leave a folder out that only holds changes", () => {
    const layers = [[dir("d")], [dir("d", { mtime: 5 }), file("d/a", "x")], [dir("d", { mode: 0o700 })]];
    expect(told("d", layers)).toEqual([
      [0, "added", undefined],
      [2, "changed", ["mode", "mtime"]],
    ]);
  });

  it("end at links that lead in a circle, and at a path that no layer has", () => {
    const layers = [[symlink("a", "b"), symlink("b", "a"), symlink("d", "d/d")]];
    expect(versions("a/x", layers)).toBeUndefined();
    expect(versions("d/x", layers)).toBeUndefined();
    expect(versions("nothing", layers)).toBeUndefined();
    expect(told("a", layers)).toEqual([[0, "added", undefined]]);
  });

  it("name the row of the history and the lines of the Dockerfile that made each", () => {
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
    const provenance = { step: "0.1", stage: 0, instruction: "RUN", range };
    const history = [
      { created_by: "FROM scratch", empty_layer: true },
      { created_by: "COPY a /a # buildkit" },
      { created_by: "RUN /bin/sh -c chmod 755 /a # buildkit" },
    ];
    const found = versions("a", [[file("a", "x")], [file("a", "x", { mode: 0o755 })]], {
      history,
      baseLayers: 1,
      provenance: [undefined, undefined, provenance],
    });
    expect(found?.versions).toMatchObject([
      { row: 1, instruction: "COPY", text: "a /a", base: true },
      { row: 2, instruction: "RUN", text: "chmod 755 /a", base: false, provenance },
    ]);
  });
});
