import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { StoreFullError } from "#server/storage/storeFullError.ts";
import { openBlobStore } from "./blobStore.ts";
import { digestOf } from "./digest.ts";
import { openImageStore } from "./imageStore.ts";
import { newImage, putLayer, temporaryFolder } from "./storeFixture.ts";

const WRITER = `
  import { randomBytes } from "node:crypto";
  import { openBlobStore } from "${new URL("blobStore.ts", import.meta.url)}";
  import { openLayerWriter } from "${new URL("layerWriter.ts", import.meta.url)}";
  const store = openBlobStore(process.argv[1]);
  for (;;) {
    const content = randomBytes(600_000);
    const layer = openLayerWriter(store);
    layer.add({ path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0, size: content.length }, [content]);
    console.log(layer.finish().diffId);
    store.put(randomBytes(100_000));
  }
`;

test("stays complete when writers are killed, and the next start removes leftovers", async () => {
  const dir = temporaryFolder();
  const node = join(import.meta.dirname, "../../../node_modules/.bin/node");
  for (let round = 0; round < 8; round += 1) {
    const writer = spawn(node, ["--input-type=module", "-e", WRITER, dir], { stdio: ["ignore", "pipe", "inherit"] });
    await once(writer.stdout, "data");
    await delay(round * 7);
    writer.kill("SIGKILL");
    await once(writer, "exit");
    const store = openBlobStore(dir);
    for (const { digest, size } of store.list()) {
      const bytes = store.readAll(digest);
      expect(digestOf(bytes)).toBe(digest);
      expect(bytes).toHaveLength(size);
    }
    expect(fs.readdirSync(join(dir, "tmp"))).toEqual([]);
  }
});

/** A file system of 1 MiB. Needs root. */
function smallDisk(): string {
  const dir = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", dir]);
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", dir]);
  });
  return dir;
}

const isRoot = process.getuid?.() === 0 && process.platform === "linux";
if (!isRoot) process.stderr.write("SKIPPED: the test of a full disk needs root to mount one\n");

test.skipIf(!isRoot)("reports a full disk, and loses none of its content", () => {
  const dir = smallDisk();
  const blobs = openBlobStore(join(dir, "blobs"));
  const images = openImageStore({ dir, blobs });
  onTestFinished(() => images.close());
  const image = images.put(newImage([putLayer(blobs, { a: "kept" })], ["kept"]));
  const writer = blobs.writer();
  expect(() => {
    for (;;) writer.write(Buffer.alloc(100_000, 1));
  }).toThrow(StoreFullError);
  const chunk = Buffer.alloc(50_000, 2);
  expect(() => {
    for (let index = 0; ; index += 1) blobs.put(Buffer.concat([chunk, Buffer.from(String(index))]));
  }).toThrow(StoreFullError);
  expect(fs.readdirSync(join(dir, "blobs/tmp"))).toEqual([]);
  expect(() => {
    for (let index = 0; ; index += 1) images.tag("w", "kept", `kept:${index}`);
  }).toThrow(StoreFullError);
  expect(images.get("w", "kept")?.id).toBe(image.id);
  const kept = new Set([...blobs.list()].map(({ digest }) => digest));
  for (const digest of kept) expect(digestOf(blobs.readAll(digest))).toBe(digest);
});
