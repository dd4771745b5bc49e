import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { inPieces, tarOfMembers } from "./archiveFixture.ts";
import { importImage } from "./importImage.ts";

const TAR = tarOfMembers(["etc/hello", "hello"]);

test("a root file system becomes an image with one layer", async () => {
  const { images } = temporaryStore();
  for (const bytes of [TAR, gzipSync(TAR)]) {
    await importImage(images, "w", inPieces(bytes), { name: "root:1", limit: 1e6 });
    const { config, layers, built } = images.require("w", "root:1");
    expect(layers).toEqual([{ diffId: digestOf(TAR), size: TAR.length }]);
    expect(config.history).toMatchObject([{ comment: "Imported from -" }]);
    expect(built).toBe(false);
  }
});

test("rejects what is not a tar, what is larger than the limit, and a name with a digest, and keeps nothing of it", async () => {
  const { blobs, images } = temporaryStore();
  const attempt = (bytes: Buffer, name?: string) =>
    problemOf(importImage(images, "w", inPieces(bytes), { limit: 100_000, ...(name !== undefined && { name }) }));
  expect((await attempt(Buffer.from("no tar".repeat(200)))).code).toBe("image/invalid");
  expect((await attempt(gzipSync(tarOfMembers(["zeros", Buffer.alloc(200_000)])))).code).toBe("image/too-large");
  expect((await attempt(TAR, `x@sha256:${"a".repeat(64)}`)).code).toBe("image/reference");
  expect(images.list("w")).toEqual([]);
  expect([...blobs.list()]).toEqual([]);
});
