import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import type { CacheFolder } from "#server/rootfs/cacheFolders.ts";
import { openStepCache } from "../../cache/stepCache.ts";
import { sweepStore } from "./sweepStore.ts";

const BIG = 100_000;
const never = new AbortController().signal;

function open() {
  const { dir, blobs, images } = temporaryStore();
  const cache = openStepCache(join(dir, "cache.db"));
  onTestFinished(() => cache.close());
  const unpacked = new Set<Digest>();
  const stuck = { bytes: 0 };
  const caches = new Map<string, CacheFolder>();
  const detachCache = (name: string) => {
    caches.delete(name);
    return name;
  };
  const snapshots = {
    caches: { list: () => [...caches.values()], detach: detachCache },
    list: () => [...unpacked],
    cleanAll: async () => stuck.bytes,
    detach: (layer: Digest) => {
      unpacked.delete(layer);
      return async () => undefined;
    },
  };
  const stores = { images, contexts: openContextStore(blobs), cache, snapshots };
  const layer = (name: string) => putLayer(blobs, { [name]: name.repeat(BIG) });
  const step = (key: string, diffId: Digest) =>
    cache.put(key, { diffId, size: 1, files: 1, created: new Date().toISOString() });
  // recentMs below 0: even what was used in this very millisecond may go.
  const sweep = (
    limitBytes: number,
    more: { keep?: Digest[]; mounted?: Digest[]; recentMs?: number; signal?: AbortSignal } = {},
  ) => {
    const { keep = [], mounted = [], recentMs = -1000, signal = never } = more;
    return sweepStore(stores, { limitBytes, keep, mounted, recentMs }, signal);
  };
  const cacheMount = (name: string, usedAt: number) =>
    void caches.set(name, { name, workspace: "w", key: name, bytes: BIG, usedAt });
  return { ...stores, blobs, caches, cacheMount, stuck, unpacked, layer, step, sweep };
}

test("a store below its limit is left alone", async () => {
  const { blobs, sweep, layer } = open();
  const loose = layer("a");
  expect((await sweep(1e9)).report.freedBytes).toBe(0);
  expect(blobs.has(loose)).toBe(true);
});

test("what can't be removed counts, so other things make room for it", async () => {
  const { stuck, sweep, step, layer, cache } = open();
  step("1", layer("a"));
  stuck.bytes = 10 * BIG;
  const { report } = await sweep(10 * BIG);
  expect(cache.get("1")).toBeUndefined();
  expect(report.usedBytes).toBeGreaterThanOrEqual(10 * BIG);
});

test("a store over its limit loses unnamed blobs, then its cache, and keeps images and workspace files", async () => {
  const { blobs, images, cache, sweep, layer, step, unpacked } = open();
  const [loose, built, cached, both] = ["a", "b", "c", "d"].map(layer) as [Digest, Digest, Digest, Digest];
  const file = blobs.put("f".repeat(BIG));
  const image = images.put(newImage([built, both], ["kept"]));
  step("1", cached);
  step("2", both);
  for (const each of [built, cached]) unpacked.add(each);
  const { report } = await sweep(1, { keep: [file] });
  expect([loose, cached].some(blobs.has)).toBe(false);
  expect([built, both, file, image.id, image.manifestDigest].every(blobs.has)).toBe(true);
  expect(cache.get("1")).toBeUndefined();
  // Forgetting it would free nothing.
  expect(cache.get("2")?.diffId).toBe(both);
  expect([...unpacked]).toEqual([]);
  expect(report.freedBytes).toBeGreaterThan(4 * BIG);
});

test("only unused unpacked layers go if that is enough", async () => {
  const { blobs, images, cache, sweep, layer, step, unpacked } = open();
  const cached = layer("a");
  step("1", cached);
  images.put(newImage([cached], ["x"]));
  unpacked.add(digestOf("its blob is gone"));
  const stale = layer("b");
  unpacked.add(stale);
  await sweep(2 * BIG);
  expect([...unpacked]).toEqual([]);
  expect([blobs.has(cached), blobs.has(stale), cache.get("1") !== undefined]).toEqual([true, false, true]);
});

test("pulled images and contexts go too; a context with its files, or not at all", async () => {
  const { blobs, images, contexts, sweep, layer } = open();
  const base = layer("a");
  const { config } = newImage([base], []);
  images.keepPulled({ reference: "x", platform: "linux/amd64", config, layers: [base], origin: "registry" });
  const context = contexts.fromFiles([{ path: "big", text: "x".repeat(BIG) }]);
  await sweep(1);
  expect(images.pulled("x", "linux/amd64")).toBeUndefined();
  expect(contexts.get(context.digest)).toBeUndefined();
  expect([...blobs.list()]).toEqual([]);
});

test("cache mounts count, and the least recently used goes", async () => {
  const { caches, cacheMount, cache, sweep, layer, step } = open();
  step("kept", layer("a"));
  cacheMount("old", 1);
  cacheMount("older", 0);
  expect((await sweep(2.5 * BIG)).report.usedBytes).toBeLessThan(2.5 * BIG);
  expect([...caches.keys()]).toEqual(["old"]);
  expect(cache.get("kept")).toBeDefined();
});

test("what was recently used or uploaded stays", async () => {
  const { blobs, cache, contexts, sweep, layer, step } = open();
  const loose = layer("a");
  step("1", layer("b"));
  const context = contexts.fromFiles([{ path: "big", text: "x".repeat(BIG) }]);
  await sweep(1, { recentMs: 60_000 });
  expect(cache.get("1") && blobs.has(cache.get("1")?.diffId ?? loose)).toBe(true);
  expect(blobs.has(loose) && context.entries.every(({ digest }) => digest === undefined || blobs.has(digest))).toBe(
    true,
  );
});

test("a sweep that is stopped at any moment leaves no dangling name", async () => {
  const { blobs, images, cache, contexts, sweep, layer, step } = open();
  for (const name of ["a", "b", "c", "d", "e", "f"]) step(name, layer(name));
  const image = images.put(newImage([layer("i")], ["kept"]));
  const context = contexts.fromFiles([{ path: "big", text: "x".repeat(BIG) }]);
  for (let turns = 0; turns < 12; turns += 1) {
    const stop = new AbortController();
    const sweeping = sweep(1, { signal: stop.signal });
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await sweeping;
    expect(cache.layers().every(blobs.has)).toBe(true);
    if (contexts.get(context.digest)) expect(contexts.references(context.digest).every(blobs.has)).toBe(true);
    expect([image.id, image.manifestDigest, ...image.layers.map(({ diffId }) => diffId)].every(blobs.has)).toBe(true);
  }
  await sweep(1);
  expect(cache.layers()).toEqual([]);
});

test("what a running container has mounted stays unpacked, whether or not an image needs it", async () => {
  const { images, unpacked, sweep, layer } = open();
  const [needed, loose] = [layer("a"), layer("b")];
  images.put(newImage([needed], ["kept"]));
  for (const each of [needed, loose]) unpacked.add(each);
  await sweep(1, { mounted: [needed, loose], keep: [loose] });
  expect([...unpacked]).toEqual([needed, loose]);
  await sweep(1, { keep: [loose] });
  expect([...unpacked]).toEqual([]);
});
