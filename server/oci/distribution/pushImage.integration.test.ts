import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { pusher } from "./pushFixture.ts";
import type { PushProgress } from "./pushProgress.ts";
import { startPushRegistry } from "./pushRegistryFixture.ts";

const SMALL = tarOf("hello", "hello");
const LARGE = tarOf("random", randomBytes(6_000_000));

test("pushes an image that can be pulled again with the same ID and layers", async () => {
  const registry = await startPushRegistry();
  const { image, push } = pusher([SMALL, LARGE]);
  const pushed = await push(`${registry.host}/team/app:1`);
  expect(registry.manifests.get("team/app:1")?.bytes.length).toBe(pushed.size);
  expect(digestOf(registry.manifests.get("team/app:1")?.bytes ?? "")).toBe(pushed.digest);
  const pulled = await puller().pull(`${registry.host}/team/app:1`, { allowPrivate: true });
  expect(pulled).toMatchObject({ id: image.id, layers: image.layers });
});

test("pushes the images of an index, then the index, and each can be pulled again", async () => {
  const registry = await startPushRegistry();
  const { store, image, push } = pusher([SMALL, tarOf("amd", "amd")]);
  const diffIds = [SMALL, tarOf("arm", "arm")].map((layer) => store.blobs.put(layer));
  const config = encodeImageConfig({
    os: "linux",
    architecture: "arm64",
    rootfs: { type: "layers", diff_ids: diffIds },
  });
  const layers = image.layers.map(({ diffId }) => diffId);
  const others = [{ workspace: "w", config, layers: diffIds, tags: [] }];
  store.put({ workspace: "w", config: image.configBytes, layers, tags: ["app:1"], others });
  const other = store.require("w", digestOf(config));
  const pushed = await push(`${registry.host}/team/app:1`);
  const index = registry.manifests.get("team/app:1");
  expect(index?.type).toBe(OCI_INDEX);
  expect(digestOf(index?.bytes ?? "")).toBe(pushed.digest);
  const puts = registry.seen.filter(({ method, path }) => method === "PUT" && path.includes("/manifests/"));
  expect(puts.map(({ path }) => path.replace(/sha256:.*/, "digest"))).toEqual([
    "/v2/team/app/manifests/digest",
    "/v2/team/app/manifests/digest",
    "/v2/team/app/manifests/1",
  ]);
  for (const one of [image, other]) {
    const { platform } = one;
    const pulled = await puller().pull(`${registry.host}/team/app:1`, { allowPrivate: true, platform });
    expect(pulled).toMatchObject({ id: one.id, layers: one.layers, digest: pushed.digest });
  }
});

test("sends gzipped layers, the large ones in chunks, and reports their progress in Docker's order", async () => {
  const registry = await startPushRegistry();
  const { push } = pusher([LARGE]);
  const told: PushProgress[] = [];
  await push(`${registry.host}/app:1`, { chunkBytes: 2_000_000, onProgress: (progress) => told.push(progress) });
  const chunks = registry.seen
    .filter(({ method }) => method === "PATCH")
    .map(({ headers }) => headers["content-range"]);
  expect(chunks.slice(0, 2)).toEqual(["0-1999999", "2000000-3999999"]);
  expect([...registry.blobs.values()].some((blob) => blob[0] === 0x1f && gunzipSync(blob).equals(LARGE))).toBe(true);
  const phases = told.map(({ phase }) => phase);
  expect([...new Set(phases)]).toEqual(["preparing", "pushing", "pushed"]);
  expect(told.every(({ layer }) => layer === digestOf(LARGE))).toBe(true);
});

test("does not send what the registry has, and compresses nothing for it", async () => {
  const registry = await startPushRegistry();
  const { push } = pusher([SMALL, LARGE]);
  await push(`${registry.host}/app:1`);
  registry.seen.length = 0;
  const told: PushProgress[] = [];
  await push(`${registry.host}/app:2`, { onProgress: (progress) => told.push(progress) });
  expect(registry.seen.map(({ method }) => method)).toEqual(["HEAD", "HEAD", "HEAD", "PUT"]);
  expect(told.filter(({ phase }) => phase !== "preparing").map(({ phase }) => phase)).toEqual(["exists", "exists"]);
  expect(told.some(({ phase, current }) => phase === "preparing" && current !== undefined)).toBe(false);
});

test("mounts the layers that another repository of the registry has", async () => {
  const registry = await startPushRegistry();
  const { push } = pusher([LARGE]);
  await push(`${registry.host}/one:1`);
  registry.seen.length = 0;
  const told: PushProgress[] = [];
  await push(`${registry.host}/two:1`, { onProgress: (progress) => told.push(progress) });
  expect(told.at(-1)).toMatchObject({ phase: "mounted", from: "one" });
  expect(registry.seen.some(({ method }) => method === "PATCH")).toBe(false);
  expect(registry.manifests.has("two:1")).toBe(true);
});

test("uses the upload that a registry starts when it can't mount", async () => {
  const registry = await startPushRegistry();
  const { push } = pusher([LARGE]);
  await push(`${registry.host}/one:1`);
  registry.has.clear();
  registry.seen.length = 0;
  await push(`${registry.host}/two:1`);
  const posts = registry.seen.filter(({ method, path }) => method === "POST" && path.includes("mount="));
  expect(posts).toHaveLength(1);
  expect(registry.manifests.has("two:1")).toBe(true);
});

test("resumes a chunk after a dropped connection where the registry stopped", async () => {
  const registry = await startPushRegistry();
  let cuts = 0;
  registry.meddle = (request) => {
    if (request.method !== "PATCH" || cuts === 2) return false;
    request.once("data", () => setImmediate(() => (cuts++ < 2 ? request.destroy() : undefined)));
    return false;
  };
  const { image, push } = pusher([LARGE]);
  await push(`${registry.host}/app:1`);
  const ranges = registry.seen
    .filter(({ method }) => method === "PATCH")
    .map(({ headers }) => headers["content-range"]);
  expect(ranges).toHaveLength(3);
  expect(Number(String(ranges[1]).split("-")[0])).toBeGreaterThan(0);
  const pulled = await puller().pull(`${registry.host}/app:1`, { allowPrivate: true });
  expect(pulled.id).toBe(image.id);
});

test("starts again if the registry lost the upload", async () => {
  const registry = await startPushRegistry();
  let lost = false;
  registry.meddle = ({ method, headers }) => {
    if (method === "PATCH" && !lost && !String(headers["content-range"]).startsWith("0-")) {
      lost = true;
      registry.uploads.clear();
    }
    return false;
  };
  const { push } = pusher([LARGE]);
  await push(`${registry.host}/app:1`, { chunkBytes: 2_000_000 });
  expect(lost).toBe(true);
  expect(registry.manifests.has("app:1")).toBe(true);
});

test("sends a layer in one go to a registry that takes no chunks", async () => {
  const registry = await startPushRegistry();
  registry.meddle = ({ method }, response) => {
    if (method !== "PATCH") return false;
    response.writeHead(405).end();
    return true;
  };
  const { push } = pusher([LARGE]);
  await push(`${registry.host}/app:1`);
  expect(registry.manifests.has("app:1")).toBe(true);
});

test("sends chunks as large as the registry wants", async () => {
  const registry = await startPushRegistry();
  registry.meddle = ({ method }, response) => {
    if (method === "POST") response.setHeader("oci-chunk-min-length", "5000000");
    return false;
  };
  const { push } = pusher([LARGE]);
  await push(`${registry.host}/app:1`, { chunkBytes: 1000 });
  expect(registry.seen.filter(({ method }) => method === "PATCH")).toHaveLength(2);
});

test("tells why a registry denies a push, in the registry's words", async () => {
  const registry = await startPushRegistry();
  registry.meddle = ({ method }, response) => {
    if (method !== "POST") return false;
    const errors = [{ code: "DENIED", message: "requested access to the resource is denied" }];
    response.writeHead(403).end(JSON.stringify({ errors }));
    return true;
  };
  const problem = await problemOf(pusher([SMALL]).push(`${registry.host}/app:1`));
  expect(problem.code).toBe("registry/unauthorized");
  expect(problem.detail).toContain("denied: requested access to the resource is denied");
});

test("can be canceled in the middle of a layer", async () => {
  const registry = await startPushRegistry();
  const cancel = new AbortController();
  const pushing = pusher([LARGE]).push(`${registry.host}/app:1`, {
    signal: cancel.signal,
    onProgress: ({ phase }) => phase === "pushing" && cancel.abort(new Error("not needed")),
  });
  await expect(pushing).rejects.toThrow("not needed");
  expect(registry.manifests.size).toBe(0);
});

test("needs a tag", async () => {
  const { push } = pusher([SMALL]);
  const problem = await problemOf(push(`localhost:1/app@${digestOf("x")}`));
  expect(problem.code).toBe("image/reference");
});
