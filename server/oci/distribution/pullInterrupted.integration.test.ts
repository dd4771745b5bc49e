import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const RANDOM = tarOf("random", randomBytes(3_000_000));

/** Cuts every response for a large blob after some bytes; `ranges` says whether the server supports them. */
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
  test(`resumes where a connection was cut${ranges ? "" : ", even if the server does not support ranges"}`, async () => {
    const { registry, id } = await cuttingRegistry(ranges);
    const { pull } = puller();
    expect((await pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
    const asked = registry.seen.filter(({ headers }) => headers.range !== undefined);
    expect(asked.length).toBeGreaterThanOrEqual(4);
  });
}

test("gives up if no more bytes arrive, and leaves nothing incomplete", async () => {
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
  expect(problem.detail).toContain("timed out");
});

test("stops at once if the build is canceled", async () => {
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
