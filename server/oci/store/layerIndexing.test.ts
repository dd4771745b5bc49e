import * as fs from "node:fs";
import { expect, test, vi } from "vitest";
import { TAR_END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { LayerIndexing } from "./layerIndexing.ts";
import { temporaryStore } from "./storeFixture.ts";

const FILE: TarHeaderInput = { path: "a", type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 0 };

const MEMBERS = [
  tarHeader({ ...FILE, path: "./etc", type: "dir" }),
  tarHeader({ ...FILE, path: "etc/motd", size: 700 }),
  Buffer.alloc(700, 1),
  tarPadding(700),
  tarHeader({ ...FILE, path: "é".repeat(120), xattrs: { "user.a": "AQ==" } }),
  tarHeader({ ...FILE, path: "etc/.wh.gone" }),
  tarHeader({ ...FILE, path: "link", type: "hardlink", linkTarget: "./etc/motd" }),
];

/** What was stored while the bytes came in pieces of this size, and what reading the tar gives. */
async function indexed(tar: Buffer, size: number) {
  const { blobs } = temporaryStore();
  const indexing = new LayerIndexing();
  for (let at = 0; at < tar.length; at += size) {
    const lent = Buffer.from(tar.subarray(at, at + size));
    indexing.take(lent);
    lent.fill(0xff);
  }
  const digest = blobs.put(tar);
  indexing.store(blobs, digest);
  const path = blobs.sidePath(digest, ".index");
  const streamed = fs.existsSync(path) ? fs.readFileSync(path, "utf8") : undefined;
  fs.rmSync(path, { force: true });
  vi.resetModules();
  const { requireLayerIndex } = await import("./layerIndex.ts");
  const read = () => {
    requireLayerIndex(blobs, digest);
    return fs.readFileSync(path, "utf8");
  };
  return { streamed, read };
}

test.each([1, 100, 512, 5000])("a tar in pieces of %d bytes is indexed as when it is read", async (size) => {
  for (const end of [TAR_END, Buffer.concat([TAR_END, Buffer.alloc(10_240)])]) {
    const { streamed, read } = await indexed(Buffer.concat([...MEMBERS, end]), size);
    expect(streamed).toBe(read());
  }
});

test.each([
  ["is no tar", Buffer.alloc(5000, "text ")],
  ["is cut", Buffer.concat(MEMBERS).subarray(0, 1500)],
  ["leads out of the root", Buffer.concat([tarHeader({ ...FILE, path: "../x" }), TAR_END])],
])("nothing is stored for a blob that %s: reading it says so", async (_what, bytes) => {
  const { streamed, read } = await indexed(bytes, 512);
  expect(streamed).toBeUndefined();
  expect(read).toThrow("Can't read the layer");
});
