import { hash, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import type { PullProgress } from "./pullImage.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const RANDOM = tarOf("random", randomBytes(3_000_000));

for (const compression of ["gzip", "zstd", "plain"] as const) {
  test(`pulls an image with ${compression} layers and stores it unchanged`, async () => {
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

test("uses the registry in the reference, over plain HTTP on this machine if the operator allows it", async () => {
  const registry = await startRegistry();
  const { id } = registry.putImage("team/app:latest", { layers: [LAYER] });
  const image = await puller().pull(`${registry.host}/team/app`, { allowPrivate: true });
  expect(image).toMatchObject({ id, reference: `${registry.host}/team/app:latest` });
});

test("does not let a Dockerfile probe the private network", async () => {
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

test("pulls by a digest of another algorithm and checks it by that", async () => {
  const registry = await startRegistry();
  const { manifest } = registry.putImage("x/y:1", { layers: [tarOf("a", "a")] });
  const kept = registry.manifests.get("x/y:1") ?? { type: "", bytes: Buffer.alloc(0) };
  const right = `sha512:${hash("sha512", kept.bytes, "hex")}`;
  const wrong = `sha512:${"0".repeat(128)}`;
  for (const digest of [right, wrong]) registry.manifests.set(`x/y@${digest}`, kept);
  const { pull } = puller();
  const image = await pull(`${registry.host}/x/y@${right}`, { allowPrivate: true });
  expect(image.digest).toBe(manifest);
  const problem = await problemOf(pull(`${registry.host}/x/y@${wrong}`, { allowPrivate: true }));
  expect(problem.code).toBe("registry/digest");
});

test("checks whether the tag is unchanged, and fetches only new layers", async () => {
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

test("does not reuse a layer that only a configuration claims to have", async () => {
  const registry = await startRegistry();
  const { store, pull } = puller();
  const secret = store.blobs.put(tarOf("secret", "of another workspace"));
  registry.putImage("x/thief:1", { layers: [LAYER], config: { rootfs: { type: "layers", diff_ids: [secret] } } });
  expect((await problemOf(pull(`${registry.host}/x/thief:1`, { allowPrivate: true }))).code).toBe("registry/digest");
});

test("reports the progress of each layer", async () => {
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
