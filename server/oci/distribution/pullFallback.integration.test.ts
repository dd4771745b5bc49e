import { expect, test } from "vitest";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");

test("uses the next mirror if one does not have the image", async () => {
  const [empty, full] = [await startRegistry(), await startRegistry()];
  const { id } = full.putImage("x/y:1", { layers: [LAYER] });
  expect((await puller().pull("x/y:1", { mirrors: [empty.url, full.url] })).id).toBe(id);
  expect(empty.seen).toHaveLength(1);
});

test("reports what is missing if a registry does not have an image", async () => {
  const registry = await startRegistry();
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem).toMatchObject({ code: "registry/not-found", detail: `${registry.host} has no x/y:1.` });
});

test("uses stored images without a network, and lists them if another image is needed", async () => {
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
  expect(await resolve(name, { allowPrivate: true })).toMatchObject({ standIn: "kept", image: { id } });
  const kept = await resolve(name, { allowPrivate: true, mode: "prefer-kept" });
  expect(kept).toMatchObject({ image: { id } });
  expect(kept.standIn).toBeUndefined();
  const problem = await problemOf(pull(`${registry.host}/x/other:1`, { allowPrivate: true }));
  expect(problem).toMatchObject({ code: "registry/unreachable" });
  expect(problem.detail).toContain(registry.host);
  expect(problem.next).toContain("busybox:1.35");
  expect(problem.next).toContain(name);
});

test("contacts no registry for the starter image", async () => {
  const { store, resolve } = puller();
  ensureStarterImages(store);
  const { image, standIn } = await resolve("busybox", { mode: "prefer-kept" });
  expect(image.origin).toBe("starter");
  expect(standIn).toBeUndefined();
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
