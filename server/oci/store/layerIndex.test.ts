import * as fs from "node:fs";
import { expect, test, vi } from "vitest";
import type { TarHeaderInput } from "#server/oci/tar/tarWriter.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { decodeLayerIndex, encodeLayerIndex } from "./layerIndexFile.ts";
import { putLayer, temporaryStore } from "./storeFixture.ts";

/** A process that has not read any layer yet. */
async function freshIndexLayer() {
  vi.resetModules();
  return (await import("./layerIndex.ts")).indexLayer;
}

function tarOf(...headers: Partial<TarHeaderInput>[]): Buffer {
  const plain = { type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 } as const;
  return Buffer.concat([...headers.map((header) => tarHeader({ ...plain, path: "", ...header })), TAR_END]);
}

test("has the offset of each member's content", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { "a/": "", "a/x": "hello" });
  fs.rmSync(blobs.sidePath(layer, ".index"));
  const entries = (await freshIndexLayer())(blobs, layer);
  expect(entries).toMatchObject([
    { path: "a", type: "dir" },
    { path: "a/x", type: "file", size: 5, offset: 1024 },
  ]);
  expect(blobs.readBytes(layer, 1024, 5).toString()).toBe("hello");
});

test("reads the stored index instead of the tar", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { "a/x": "hello", "l -> t": "", "-gone": "" });
  const written = (await freshIndexLayer())(blobs, layer);
  fs.truncateSync(blobs.path(layer), 0);
  expect((await freshIndexLayer())(blobs, layer)).toEqual(written);
});

test("recreates a damaged index", async () => {
  const { blobs } = temporaryStore();
  const layer = putLayer(blobs, { "a/x": "hello" });
  blobs.putSide(layer, ".index", '{"version":1,"paths":["a"');
  expect((await freshIndexLayer())(blobs, layer)).toMatchObject([{ path: "a/x" }]);
});

test("normalizes paths and parses whiteouts", async () => {
  const { blobs } = temporaryStore();
  const tar = tarOf(
    { path: "./", type: "dir" },
    { path: "./a//b/../c" },
    { path: "/abs" },
    { path: "a/.wh.gone" },
    { path: "a/.wh..wh..opq" },
    { path: ".wh..wh.plnk" },
    { path: "h", type: "hardlink", linkTarget: "./a/c" },
    { path: "s", type: "symlink", linkTarget: "../../x" },
  );
  const entries = (await freshIndexLayer())(blobs, blobs.put(tar));
  expect(entries.map(({ path, type, whiteout, linkTarget }) => [path, whiteout ?? type, linkTarget])).toEqual([
    ["", "dir", undefined],
    ["a/c", "file", undefined],
    ["abs", "file", undefined],
    ["a/gone", "file", undefined],
    ["a", "opaque", undefined],
    ["h", "hardlink", "a/c"],
    ["s", "symlink", "../../x"],
  ]);
});

for (const hostile of ["../x", "a/../../x", "/..", "a/.wh...", ".wh."]) {
  test(`refuses the path ${hostile}`, async () => {
    const { blobs } = temporaryStore();
    const indexLayer = await freshIndexLayer();
    const layer = blobs.put(tarOf({ path: hostile }));
    expect(() => indexLayer(blobs, layer)).toThrow(/invalid image/i);
  });
}

test("reports a truncated layer as a problem of the image", async () => {
  const { blobs } = temporaryStore();
  const layer = blobs.put(tarOf({ path: "a", size: 5000 }));
  const indexLayer = await freshIndexLayer();
  expect(() => indexLayer(blobs, layer)).toThrow(/is truncated/);
});

test("keeps every field through the index file", () => {
  const plain = { mode: 0o4755, uid: 1, gid: 2, size: 3, mtime: 4.5, offset: 512 };
  const entries: LayerEntry[] = [
    { ...plain, path: "f", type: "file", digest: `sha256:${"a".repeat(64)}`, xattrs: { "user.x": "AA==" } },
    { ...plain, path: "s", type: "file", sparse: [{ at: 0, length: 3 }] },
    { ...plain, path: "l", type: "symlink", linkTarget: "t" },
    { ...plain, path: "c", type: "char", devMajor: 0, devMinor: 0 },
    { ...plain, path: "w", type: "file", whiteout: "file" },
  ];
  expect(decodeLayerIndex(encodeLayerIndex(entries))).toEqual(entries);
});
