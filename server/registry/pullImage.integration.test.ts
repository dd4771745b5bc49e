import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { digestOf } from "#server/images/digest.ts";
import { openFileTree } from "#server/images/fileTree.ts";
import { ensureStarterImages } from "#server/images/starter.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import type { PullProgress } from "./pullImage.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const RANDOM = tarOf("random", randomBytes(3_000_000));

for (const compression of ["gzip", "zstd", "plain"] as const) {
  test(`pulls an image with ${compression} layers and keeps it as it is`, async () => {
    const registry = await startRegistry();
    const { id, manifest } = registry.putImage("library/demo:1", { layers: [LAYER, RANDOM], compression });
    const { store, pull } = puller();
    const image = await pull("demo:1", { mirrors: [registry.url] });
    expect(image).toMatchObject({ id, digest: manifest, reference: "docker.io/library/demo:1", origin: "registry" });
    expect(image.layers).toEqual([LAYER, RANDOM].map((tar) => ({ diffId: digestOf(tar), size: tar.length })));
    expect(store.blobs.readAll(digestOf(RANDOM)).equals(RANDOM)).toBe(true);
    const tree = openFileTree(
      store.blobs,
      image.layers.map(({ diffId }) => diffId),
    );
    expect(tree.lookup("/hello")?.node.inode.entry.size).toBe(5);
  });
}

test("asks a registry named in the reference, over plain HTTP on this machine where the operator allows it", async () => {
  const registry = await startRegistry();
  const { id } = registry.putImage("team/app:latest", { layers: [LAYER] });
  const image = await puller().pull(`${registry.host}/team/app`, { allowPrivate: true });
  expect(image).toMatchObject({ id, reference: `${registry.host}/team/app:latest` });
});

test("does not let a Dockerfile look around in the private network", async () => {
  const registry = await startRegistry();
  registry.putImage("team/app:latest", { layers: [LAYER] });
  for (const host of [
    registry.host,
    registry.host.replace("127.0.0.1", "localhost"),
    "169.254.169.254",
    "10.1.2.3:80",
  ]) {
    const problem = await problemOf(puller().pull(`${host}/team/app`));
    expect(problem).toMatchObject({ code: "registry/unreachable" });
    expect(problem.detail).toContain("private network");
  }
  expect(registry.seen).toEqual([]);
});

test("chooses the image for the platform from an index", async () => {
  const registry = await startRegistry();
  const put = (architecture: string, variant?: string) => {
    const platform = { os: "linux", architecture, ...(variant === undefined ? {} : { variant }) };
    return registry.putImage("x/arch:tmp", { layers: [tarOf("arch", architecture + variant)], platform });
  };
  const [amd64, v6, v7] = [put("amd64"), put("arm", "v6"), put("arm", "v7")];
  const attestation = { ...amd64.descriptor, platform: { os: "unknown", architecture: "unknown" } };
  const index = registry.putIndex("x/arch:1", [attestation, v6.descriptor, v7.descriptor, amd64.descriptor]);
  const { pull } = puller();
  const pullFor = (platform: string) => pull(`${registry.host}/x/arch:1`, { allowPrivate: true, platform });
  expect(await pullFor("linux/amd64")).toMatchObject({ id: amd64.id, digest: index });
  expect(await pullFor("linux/arm/v7")).toMatchObject({ id: v7.id, platform: "linux/arm/v7" });
  expect(await pullFor("linux/arm/v6")).toMatchObject({ id: v6.id });
  expect(await pullFor("linux/arm64")).toMatchObject({ id: v7.id });
  const problem = await problemOf(
    puller().pull(`${registry.host}/x/arch:1`, { allowPrivate: true, platform: "linux/s390x" }),
  );
  expect(problem).toMatchObject({ code: "registry/not-found" });
  expect(`${problem.detail} ${problem.next}`).toMatch(
    /no image for linux\/s390x.*linux\/arm\/v6, linux\/arm\/v7, linux\/amd64/,
  );
});

test("pulls by digest and checks it", async () => {
  const registry = await startRegistry();
  const { manifest, id } = registry.putImage("x/y:1", { layers: [LAYER] });
  const { pull } = puller();
  expect((await pull(`${registry.host}/x/y@${manifest}`, { allowPrivate: true })).id).toBe(id);
  const wrong = digestOf("wrong");
  registry.manifests.set(`x/y@${wrong}`, {
    type: "",
    bytes: registry.manifests.get("x/y:1")?.bytes ?? Buffer.alloc(0),
  });
  expect((await problemOf(pull(`${registry.host}/x/y@${wrong}`, { allowPrivate: true }))).code).toBe("registry/digest");
});

test("asks only whether the tag still is the same, and fetches only the layers that are new", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [LAYER] });
  const { pull } = puller();
  await pull(`${registry.host}/x/y:1`, { allowPrivate: true });
  registry.seen.length = 0;
  await pull(`${registry.host}/x/y:1`, { allowPrivate: true });
  expect(registry.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(["HEAD /v2/x/y/manifests/1"]);
  const { id } = registry.putImage("x/y:1", { layers: [LAYER, RANDOM] });
  registry.seen.length = 0;
  expect((await pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
  const gz = (tar: Buffer) => registry.seen.some(({ path }) => path.endsWith(digestOf(gzipSync(tar))));
  expect([gz(LAYER), gz(RANDOM)]).toEqual([false, true]);
});

test("gives nobody a layer that only its configuration claims to have", async () => {
  const registry = await startRegistry();
  const { store, pull } = puller();
  const secret = store.blobs.put(tarOf("secret", "of another workspace"));
  registry.putImage("x/thief:1", { layers: [LAYER], config: { rootfs: { type: "layers", diff_ids: [secret] } } });
  expect((await problemOf(pull(`${registry.host}/x/thief:1`, { allowPrivate: true }))).code).toBe("registry/digest");
});

test("tells how far each layer is", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [LAYER, RANDOM] });
  const progress: PullProgress[] = [];
  await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, onProgress: (step) => progress.push(step) });
  const random = progress.filter(({ index }) => index === 1);
  expect(random.length).toBeGreaterThan(3);
  expect(random[0]).toMatchObject({ current: 0, layers: 2 });
  expect(random.at(-1)?.current).toBe(random.at(-1)?.total);
  expect(random.map(({ current }) => current)).toEqual(random.map(({ current }) => current).sort((a, b) => a - b));
});

/** Cuts every answer for a large blob after some bytes; `ranges` says whether the server knows them. */
async function cuttingRegistry(ranges: boolean, bytes = 700_000) {
  const registry = await startRegistry();
  const { id } = registry.putImage("x/y:1", { layers: [RANDOM] });
  registry.intercept = (request, response) => {
    const blob = registry.blobs.get(request.url?.split("/").at(-1) ?? "");
    if (blob === undefined || blob.length < 1_000_000) return false;
    const start = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
    const from = ranges ? start : 0;
    if (ranges && start > 0) response.setHeader("content-range", `bytes ${start}-${blob.length - 1}/${blob.length}`);
    response.writeHead(ranges && start > 0 ? 206 : 200, { "content-length": blob.length - from });
    const end = start + bytes;
    if (end >= blob.length) response.end(blob.subarray(from));
    else response.write(blob.subarray(from, end), () => response.destroy());
    return true;
  };
  return { registry, id };
}

for (const ranges of [true, false]) {
  test(`goes on where a connection was cut${ranges ? "" : ", even if the server knows no ranges"}`, async () => {
    const { registry, id } = await cuttingRegistry(ranges);
    const { pull } = puller();
    expect((await pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
    const asked = registry.seen.filter(({ headers }) => headers.range !== undefined);
    expect(asked.length).toBeGreaterThanOrEqual(4);
  });
}

test("gives up where not one more byte comes, and leaves nothing half-written", async () => {
  const { registry } = await cuttingRegistry(true, 0);
  const { store, pull } = puller();
  const problem = await problemOf(pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem.code).toBe("registry/unreachable");
  expect(store.blobs.has(digestOf(RANDOM))).toBe(false);
  expect(fs.readdirSync(join(store.blobs.dir, "tmp"))).toEqual([]);
});

test("gives up on a server that goes silent", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [LAYER] });
  registry.intercept = () => true;
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, idleTimeoutMs: 100 }));
  expect(problem.detail).toContain("did not answer in time");
});

test("stops at once when the build is canceled", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [RANDOM] });
  const controller = new AbortController();
  registry.intercept = (request, response) => {
    if (!request.url?.includes("/blobs/")) return false;
    response.writeHead(200);
    response.write(Buffer.alloc(1000), () => controller.abort(new Error("canceled")));
    return true;
  };
  const { store, pull } = puller();
  await expect(pull(`${registry.host}/x/y:1`, { allowPrivate: true, signal: controller.signal })).rejects.toThrow(
    "canceled",
  );
  expect(fs.readdirSync(join(store.blobs.dir, "tmp"))).toEqual([]);
});

test("keeps nothing of content with another digest", async () => {
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

test("refuses more bytes than were announced, and a compressed bomb", async () => {
  const registry = await startRegistry();
  const bomb = Buffer.alloc(50_000_000);
  registry.putImage("x/bomb:1", { layers: [bomb] });
  const { store, pull } = puller();
  const limits = { maxImageBytes: 10_000_000 };
  const problem = await problemOf(pull(`${registry.host}/x/bomb:1`, { allowPrivate: true, limits }));
  expect(problem.code).toBe("registry/too-large");
  expect(fs.readdirSync(join(store.blobs.dir, "tmp"))).toEqual([]);

  registry.putImage("x/y:1", { layers: [LAYER] });
  registry.intercept = (request, response) => {
    if (!request.url?.endsWith(digestOf(gzipSync(LAYER)))) return false;
    response.end(Buffer.concat([gzipSync(LAYER), Buffer.alloc(1000)]));
    return true;
  };
  expect((await problemOf(pull(`${registry.host}/x/y:1`, { allowPrivate: true }))).code).toBe("registry/digest");
});

test("refuses a layer that is no gzip after all, and one that is no tar", async () => {
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
  test(`says that ${name} is no image`, async () => {
    const registry = await startRegistry();
    registry.manifests.set("x/y:1", { type: "application/json", bytes: Buffer.from(bytes) });
    const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
    expect(problem.detail).toContain("is no image that can be read");
  });
}

test("takes the next mirror where one does not have the image", async () => {
  const [empty, full] = [await startRegistry(), await startRegistry()];
  const { id } = full.putImage("x/y:1", { layers: [LAYER] });
  expect((await puller().pull("x/y:1", { mirrors: [empty.url, full.url] })).id).toBe(id);
  expect(empty.seen).toHaveLength(1);
});

test("says what is missing where a registry does not have an image", async () => {
  const registry = await startRegistry();
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem).toMatchObject({ code: "registry/not-found", detail: `${registry.host} has no x/y:1.` });
});

test("works on without the network with what is kept, and names what is at hand for the rest", async () => {
  const registry = await startRegistry();
  const { id } = registry.putImage("x/y:1", { layers: [LAYER] });
  const { store, resolve, pull } = puller();
  ensureStarterImages(store);
  const name = `${registry.host}/x/y:1`;
  await pull(name, { allowPrivate: true });
  registry.intercept = (_request, response) => {
    response.destroy();
    return true;
  };
  expect(await resolve(name, { allowPrivate: true })).toMatchObject({ offline: true, image: { id } });
  expect(await resolve(name, { allowPrivate: true, mode: "prefer-kept" })).toMatchObject({
    offline: false,
    image: { id },
  });
  const problem = await problemOf(pull(`${registry.host}/x/other:1`, { allowPrivate: true }));
  expect(problem).toMatchObject({ code: "registry/unreachable" });
  expect(problem.detail).toContain(registry.host);
  expect(problem.next).toContain("busybox:latest");
  expect(problem.next).toContain(name);
});

test("asks nobody for the starter image", async () => {
  const { store, resolve } = puller();
  ensureStarterImages(store);
  const { image, offline } = await resolve("busybox", { mode: "prefer-kept" });
  expect(image.origin).toBe("starter");
  expect(offline).toBe(false);
});

const real = process.env.STRATA_TEST_REGISTRY;
if (real === undefined) {
  process.stderr.write(
    "SKIPPED: STRATA_TEST_REGISTRY names no mirror that has busybox: no pull from a real registry\n",
  );
}
test.skipIf(real === undefined)("pulls from a real registry", async () => {
  const { store, pull } = puller();
  const image = await pull("busybox:latest", { mirrors: [real ?? ""], platform: "linux/amd64" });
  const layers = image.layers.map(({ diffId }) => diffId);
  expect(openFileTree(store.blobs, layers).lookup("/bin/sh")).toBeDefined();
});
