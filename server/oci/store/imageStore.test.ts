import * as fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { MAX_CONFIG } from "#contract/image.ts";
import { MAX_MANIFEST } from "./config.ts";
import { digestOf } from "./digest.ts";
import { openImageStore } from "./imageStore.ts";
import { newImage, putLayer, storeWithLayer } from "./storeFixture.ts";

test("finds an image by name, by ID, and by a prefix of its ID", () => {
  const { images, layer } = storeWithLayer();
  const image = images.put(newImage([layer], ["demo", "me/app:2"]));
  expect(image.tags).toEqual(["demo:latest", "me/app:2"]);
  const hex = image.id.slice("sha256:".length);
  for (const ref of ["demo", "demo:latest", "docker.io/library/demo", "me/app:2", image.id, hex, hex.slice(0, 6)]) {
    expect(images.get("w", ref)?.id).toBe(image.id);
  }
  for (const ref of ["demo:2", "other", hex.slice(0, 5), `${hex.slice(0, 6)}x`, "", "NO VALID NAME"]) {
    expect(images.get("w", ref)).toBeUndefined();
  }
});

test("describes the parts of an image", () => {
  const { images, layer, blobs } = storeWithLayer();
  const config = newImage([layer], []).config;
  const provenance = [{ step: "1", stage: 0, instruction: "COPY", range: RANGE }, null];
  const image = images.put({
    ...newImage([layer], ["x"]),
    provenance,
    source: SOURCE,
    baseName: "busybox",
    baseLayers: 0,
  });
  expect(image).toMatchObject({ id: digestOf(config), platform: "linux/amd64", built: true, source: SOURCE });
  expect(image).toMatchObject({ baseName: "busybox", baseLayers: 0, provenance, size: blobs.size(layer) });
  expect(image.manifest.layers).toEqual([
    { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: layer, size: blobs.size(layer) },
  ]);
  expect(digestOf(blobs.readAll(image.manifestDigest))).toBe(image.manifestDigest);
});

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };

test("hides other workspaces' images", () => {
  const { images, layer } = storeWithLayer();
  const image = images.put(newImage([layer], ["demo"]));
  expect(images.get("other", "demo")).toBeUndefined();
  expect(images.get("other", image.id)).toBeUndefined();
  expect(images.list("other")).toEqual([]);
});

test("moves a tag to the image that was built last and keeps the other image without it", () => {
  const { images, layer } = storeWithLayer();
  const first = images.put(newImage([layer], ["demo"], "first"));
  const second = images.put(newImage([layer], ["demo"], "second"));
  expect(images.get("w", "demo")?.id).toBe(second.id);
  expect(images.get("w", first.id)?.tags).toEqual([]);
  expect(images.list("w").map(({ id }) => id)).toContain(first.id);
});

test("adds a name to an image, and rejects an invalid one", () => {
  const { images, layer } = storeWithLayer();
  images.put(newImage([layer], ["demo"]));
  expect(images.tag("w", "demo", "demo:v2").tags).toEqual(["demo:latest", "demo:v2"]);
  expect(() => images.tag("w", "demo", "Not Valid")).toThrow(/reference/);
  expect(() => images.tag("w", "demo", `demo@sha256:${"a".repeat(64)}`)).toThrow(/digest/);
  expect(() => images.tag("w", "missing", "x")).toThrow(/not found/);
});

test("removes one name, and the image with the last", () => {
  const { images, layer } = storeWithLayer();
  const { id } = images.put(newImage([layer], ["demo", "other"]));
  expect(images.remove("w", "demo")).toEqual({ untagged: ["demo:latest"] });
  expect(images.get("w", id)?.tags).toEqual(["other:latest"]);
  expect(images.remove("w", "other")).toEqual({ untagged: ["other:latest"], deleted: id });
  expect(images.get("w", id)).toBeUndefined();
});

test("untags the last name without removing the image", () => {
  const { images, layer } = storeWithLayer();
  const { id } = images.put(newImage([layer], ["demo"]));
  expect(images.untag("w", "demo")).toBe(true);
  expect(images.untag("w", "demo")).toBe(false);
  expect(images.get("w", id)?.tags).toEqual([]);
});

test("removes an image with all its names by its ID", () => {
  const { images, layer } = storeWithLayer();
  const { id } = images.put(newImage([layer], ["demo", "other"]));
  expect(images.remove("w", id.slice(7, 19))).toEqual({ untagged: ["demo:latest", "other:latest"], deleted: id });
  expect(images.list("w")).toEqual([]);
});

test("rejects an image whose layers are not stored or do not match its configuration", () => {
  const { images, layer } = storeWithLayer();
  const missing = digestOf("missing");
  expect(() => images.put(newImage([missing], ["demo"]))).toThrow(/not in the store/);
  expect(() => images.put({ ...newImage([layer], ["demo"]), layers: [] })).toThrow(/does not match its layers/);
  expect(images.list("w")).toEqual([]);
});

test("persists everything, and lets two processes work at once", () => {
  const { dir, blobs, images, layer } = storeWithLayer();
  const second = openImageStore({ dir, blobs });
  const { id } = images.put(newImage([layer], ["demo"]));
  expect(second.get("w", "demo")?.id).toBe(id);
  second.tag("w", id, "from-second");
  expect(images.get("w", "from-second")?.id).toBe(id);
  second.close();
});

test("keeps pulled images by name and platform, outside of every list", () => {
  const { images, layer } = storeWithLayer();
  const { config } = newImage([layer], []);
  const pulled = {
    reference: "busybox",
    platform: "linux/amd64",
    config,
    layers: [layer],
    origin: "registry",
  } as const;
  images.keepPulled({ ...pulled, digest: digestOf("index") });
  expect(images.pulled("docker.io/library/busybox:latest", "linux/amd64")).toMatchObject({
    id: digestOf(config),
    digest: digestOf("index"),
    reference: "docker.io/library/busybox:latest",
  });
  expect(images.pulled("busybox", "linux/arm64")).toBeUndefined();
  expect(images.list("w")).toEqual([]);
  images.forgetPulled("busybox", "linux/amd64");
  expect(images.pulled("busybox", "linux/amd64")).toBeUndefined();
});

test("treats a pulled image with missing blobs as not pulled", () => {
  const { images, blobs, layer } = storeWithLayer();
  const { config } = newImage([layer], []);
  images.keepPulled({ reference: "x", platform: "linux/amd64", config, layers: [layer], origin: "registry" });
  blobs.delete(layer);
  expect(images.pulled("x", "linux/amd64")).toBeUndefined();
  expect(images.listPulled()).toEqual([]);
});

test("deletes blobs that no image, no pulled image, and nothing else needs", async () => {
  const { images, blobs, layer } = storeWithLayer();
  const [shared, pulledLayer, cached] = ["b", "c", "d"].map((name) => putLayer(blobs, { [name]: name }));
  if (shared === undefined || pulledLayer === undefined || cached === undefined) throw new Error("no layers");
  const gone = images.put(newImage([shared, layer], ["gone"]));
  const kept = images.put(newImage([shared], ["kept"]));
  const { config } = newImage([pulledLayer], []);
  images.keepPulled({ reference: "x", platform: "linux/amd64", config, layers: [pulledLayer], origin: "registry" });
  images.remove("w", "gone");
  expect((await images.collectGarbage([cached])).blobs).toBe(0);
  const freed = await images.collectGarbage([cached], { minAgeMs: -1000 });
  // Its layer, configuration, and manifest.
  expect(freed.blobs).toBe(3);
  expect([layer, gone.id, gone.manifestDigest].some((digest) => blobs.has(digest))).toBe(false);
  expect([shared, pulledLayer, cached, kept.id, digestOf(config)].every((digest) => blobs.has(digest))).toBe(true);
  expect(fs.existsSync(blobs.sidePath(layer, ".index"))).toBe(false);
});

test("drops the registry blob of a layer when the layer is gone", async () => {
  const { dir, blobs, images, layer } = storeWithLayer();
  const other = putLayer(blobs, { b: "other" });
  images.rememberLayer(digestOf("blob of it"), layer);
  images.rememberLayer(digestOf("blob of the other"), other);
  await images.collectGarbage([layer], { minAgeMs: -1000 });
  const database = new DatabaseSync(path.join(dir, "images.db"), { readOnly: true });
  expect(database.prepare("SELECT diff_id FROM layer_sources").all()).toEqual([{ diff_id: layer }]);
  database.close();
  expect(images.layerOf(digestOf("blob of it"))).toBe(layer);
});

test("rejects a configuration that it could not read back, and stores nothing of it", () => {
  const { images, blobs, layer } = storeWithLayer();
  const before = [...blobs.list()].length;
  const image = newImage([layer], ["big"], "x".repeat(MAX_CONFIG));
  expect(() => images.put(image)).toThrow(/The limit is \d+ bytes/);
  const pulled = { reference: "big", platform: "linux/amd64", layers: [layer], origin: "registry" } as const;
  expect(() => images.keepPulled({ ...pulled, config: image.config })).toThrow(/The limit is \d+ bytes/);
  expect([...blobs.list()]).toHaveLength(before);
  expect(images.list("w")).toEqual([]);
});

test("rejects a manifest with too many annotations", () => {
  const { images, layer } = storeWithLayer();
  const annotations = { big: "x".repeat(MAX_MANIFEST) };
  expect(() => images.put({ ...newImage([layer], ["big"]), annotations })).toThrow(/annotations|manifest/);
  expect(images.list("w")).toEqual([]);
});

test("stores and reads the largest allowed configuration", () => {
  const { images, layer } = storeWithLayer();
  const room = MAX_CONFIG - newImage([layer], []).config.length;
  expect(images.put(newImage([layer], ["big"], "x".repeat(room))).configBytes).toHaveLength(MAX_CONFIG);
  expect(images.require("w", "big").config.author).toHaveLength(room);
});

test("tags and removes an image that is no longer readable", () => {
  const { images, blobs, layer } = storeWithLayer();
  const { id } = images.put(newImage([layer], ["demo"], "unreadable"));
  fs.truncateSync(blobs.path(id), 10);
  const later = openImageStore({ dir: path.dirname(blobs.dir), blobs });
  expect(later.tag("w", "demo", "demo:2").tags).toEqual(["demo:2", "demo:latest"]);
  expect(later.remove("w", id)).toEqual({ untagged: ["demo:2", "demo:latest"], deleted: id });
  later.close();
});

test("returns only the last source of an image, and none for a removed one", () => {
  const { images, layer } = storeWithLayer();
  const image = newImage([layer], ["demo"]);
  expect(images.put({ ...image, source: SOURCE }).source).toEqual(SOURCE);
  const commented = { ...SOURCE, build: "b2", dockerfileText: "# the same\nCOPY a /\n" };
  expect(images.put({ ...image, source: commented }).source).toEqual(commented);
  expect(images.put(image).source).toBeUndefined();
  images.put({ ...image, source: SOURCE });
  images.remove("w", "demo");
  expect(images.put(image).source).toBeUndefined();
});

const SOURCE = { build: "b1", dockerfile: "Dockerfile", dockerfileText: "COPY a /\n", context: digestOf("context") };

test("knows when an image was made or got a name last", () => {
  const { images, layer } = storeWithLayer();
  const before = Date.now();
  const image = images.put(newImage([layer], []));
  const made = images.touchedAt("w", image.id) ?? 0;
  expect(made).toBeGreaterThanOrEqual(before);
  vi.setSystemTime(made + 5000);
  images.tag("w", image.id, "again");
  vi.useRealTimers();
  expect(images.touchedAt("w", "again")).toBe(made + 5000);
  expect(images.touchedAt("w", "never")).toBeUndefined();
});
