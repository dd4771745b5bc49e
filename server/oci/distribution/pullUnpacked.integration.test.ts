import * as fs from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry, type TestRegistry } from "./registryFixture.ts";

/** Larger than every buffer on the way, and without repetition. */
const CONTENT = Buffer.from(
  Uint32Array.from({ length: 900_001 }, (_, index) => Math.imul(index, 2_654_435_761)).buffer,
);
const LAYER = tarOf("big", CONTENT);
const HALF = LAYER.length / 2;
const PACK = { gzip: gzipSync, zstd: zstdCompressSync, plain: (bytes: Buffer) => bytes };

/** An image whose only layer has these bytes, whatever they are. */
function putPacked(registry: TestRegistry, name: string, layer: Buffer, packed: Buffer): void {
  registry.putImage(name, { layers: [packed], compression: "plain", config: diffIds(layer) });
}

function diffIds(layer: Buffer) {
  return { rootfs: { type: "layers" as const, diff_ids: [digestOf(layer)] } };
}

for (const [name, pack] of Object.entries(PACK)) {
  test(`unpacks a layer of ${name} unchanged`, async () => {
    const registry = await startRegistry();
    putPacked(registry, "x/y:1", LAYER, pack(LAYER));
    const { store, pull } = puller();
    const image = await pull(`${registry.host}/x/y:1`, { allowPrivate: true });
    const inode = openFileTree(store.blobs, [image.layers[0]?.diffId ?? digestOf("")]).lookup("/big")?.node.inode;
    expect(inode && digestOf(readContent(store.blobs, inode))).toBe(digestOf(CONTENT));
  });

  test(`rejects a truncated layer of ${name} with a clear message, and stores no image`, async () => {
    const registry = await startRegistry();
    const cut = pack(LAYER).subarray(0, -2000);
    putPacked(registry, "x/y:1", name === "plain" ? cut : LAYER, cut);
    const { store, pull } = puller();
    const problem = await problemOf(pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
    expect(problem.code).toBe(name === "plain" ? "image/invalid" : "registry/invalid");
    expect(store.listPulled().filter(({ origin }) => origin === "registry")).toEqual([]);
    expect(fs.readdirSync(join(store.blobs.dir, "tmp"))).toEqual([]);
  });
}

test("unpacks all members and frames of a layer", async () => {
  const registry = await startRegistry();
  const parts = [LAYER.subarray(0, HALF), LAYER.subarray(HALF)];
  for (const [name, pack] of Object.entries(PACK)) {
    putPacked(registry, `x/${name}:1`, LAYER, Buffer.concat(parts.map((part) => pack(part))));
    const image = await puller().pull(`${registry.host}/x/${name}:1`, { allowPrivate: true });
    expect(image.size, name).toBe(LAYER.length);
  }
});

test("has one limit for all layers of an image, even if they are downloaded in parallel", async () => {
  const registry = await startRegistry();
  const layers = ["a", "b", "c"].map((name) => tarOf(name, Buffer.alloc(4_000_000, name)));
  registry.putImage("x/y:1", { layers });
  const limits = { maxImageBytes: 9_000_000 };
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, limits }));
  expect(problem.code).toBe("registry/too-large");
});
