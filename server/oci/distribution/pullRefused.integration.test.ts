import * as fs from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");

test("stores nothing of content with another digest", async () => {
  const registry = await startRegistry();
  const { blobs } = registry;
  registry.putImage("x/y:1", { layers: [LAYER] });
  const compressed = digestOf(gzipSync(LAYER));
  blobs.set(compressed, Buffer.from(blobs.get(compressed) ?? "").fill(0, 9, 10));
  const { store, pull } = puller();
  const problem = await problemOf(pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem.code).toBe("registry/digest");
  expect(store.blobs.has(digestOf(LAYER))).toBe(false);
});

test("rejects more bytes than announced, and a decompression bomb", async () => {
  const registry = await startRegistry();
  const bomb = Buffer.alloc(50_000_000);
  registry.putImage("x/bomb:1", { layers: [bomb] });
  const { store, pull } = puller();
  const limits = { maxImageBytes: 10_000_000 };
  const problem = await problemOf(pull(`${registry.host}/x/bomb:1`, { allowPrivate: true, limits }));
  expect(problem.code).toBe("registry/too-large");
  const packed = gzipSync(bomb).length;
  const [, sent, came] = /(\d+) bytes of \S+ unpacked to at least (\d+)/.exec(problem.detail) ?? [];
  expect(Number(sent)).toBeLessThanOrEqual(packed);
  expect(Number(came)).toBeLessThan(11_000_000);
  expect(fs.readdirSync(join(store.blobs.dir, "tmp"))).toEqual([]);

  registry.putImage("x/y:1", { layers: [LAYER] });
  registry.intercept = (request, response) => {
    if (!request.url?.endsWith(digestOf(gzipSync(LAYER)))) return false;
    response.end(Buffer.concat([gzipSync(LAYER), Buffer.alloc(1000)]));
    return true;
  };
  expect((await problemOf(pull(`${registry.host}/x/y:1`, { allowPrivate: true }))).code).toBe("registry/digest");
});

test("rejects a layer that is not gzip, and one that is not a tar", async () => {
  const registry = await startRegistry();
  const broken = Buffer.concat([gzipSync(LAYER).subarray(0, 20), Buffer.alloc(200, 7)]);
  registry.putImage("x/broken:1", { layers: [broken], compression: "plain" });
  const { pull } = puller();
  expect((await problemOf(pull(`${registry.host}/x/broken:1`, { allowPrivate: true }))).code).toBe("registry/invalid");
  registry.putImage("x/text:1", { layers: [Buffer.alloc(3000, "no tar ")] });
  expect((await problemOf(pull(`${registry.host}/x/text:1`, { allowPrivate: true }))).code).toBe("image/invalid");
});

const strange: [name: string, bytes: string][] = [
  ["no JSON", "<html>"],
  ["a manifest of the first schema", '{"schemaVersion":1,"fsLayers":[]}'],
  ["an empty object", "{}"],
  ["a list", "[]"],
  ["five megabytes", `"${"x".repeat(5_000_000)}"`],
];

for (const [name, bytes] of strange) {
  test(`reports that ${name} is not an image`, async () => {
    const registry = await startRegistry();
    registry.manifests.set("x/y:1", { type: "application/json", bytes: Buffer.from(bytes) });
    const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
    expect(problem.detail).toContain("is not a valid image");
  });
}
