import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { codesOf, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build } = registry;
const UNKNOWN = digestOf("unknown");

test("GET /v2/ MUST answer 200 if the specification is implemented", async () => {
  for (const url of ["/v2/", "/v2"]) {
    const answer = await call("GET", url);
    expect(answer.status).toBe(200);
    expect(answer.headers["docker-distribution-api-version"]).toBe("registry/2.0");
  }
});

test("GET of an existing manifest MUST answer 200 with the manifest, by tag and by digest", async () => {
  const image = build("app:1");
  for (const reference of ["1", image.manifestDigest]) {
    const answer = await call("GET", `/v2/app/manifests/${reference}`);
    expect(answer.status).toBe(200);
    expect(answer.bytes).toEqual(registry.test.services.blobs.readAll(image.manifestDigest));
    // SHOULD have the digest, and a type without parameters.
    expect(answer.headers["docker-content-digest"]).toBe(image.manifestDigest);
    expect(answer.headers["content-type"]).toBe(OCI_MANIFEST);
  }
});

test("HEAD of an existing manifest MUST answer 200, and SHOULD have its digest and size", async () => {
  const image = build("app:1");
  const whole = await call("GET", "/v2/app/manifests/1");
  const answer = await call("HEAD", "/v2/app/manifests/1");
  expect(answer.status).toBe(200);
  expect(answer.bytes.length).toBe(0);
  expect(answer.headers["docker-content-digest"]).toBe(image.manifestDigest);
  expect(answer.headers["content-length"]).toBe(`${whole.bytes.length}`);
});

test("GET of an existing blob MUST answer 200 with its bytes, and HEAD 200 with its digest and size", async () => {
  const image = build("app:1");
  for (const { digest } of [image.manifest.config, ...image.manifest.layers]) {
    const answer = await call("GET", `/v2/app/blobs/${digest}`);
    expect(answer.status).toBe(200);
    expect(answer.bytes).toEqual(registry.test.services.blobs.readAll(digest));
    expect(answer.headers["docker-content-digest"]).toBe(digest);
    const head = await call("HEAD", `/v2/app/blobs/${digest}`);
    expect(head.status).toBe(200);
    expect(head.headers["docker-content-digest"]).toBe(digest);
    expect(head.headers["content-length"]).toBe(`${answer.bytes.length}`);
    expect(head.bytes.length).toBe(0);
  }
});

test("a manifest or blob that is not found MUST be answered with 404", async () => {
  const image = build("app:1");
  for (const url of ["/v2/app/manifests/none", `/v2/app/manifests/${UNKNOWN}`, "/v2/other/manifests/1"]) {
    expect(codesOf(await call("GET", url))).toEqual(["MANIFEST_UNKNOWN"]);
    expect((await call("HEAD", url)).status).toBe(404);
  }
  for (const url of [`/v2/app/blobs/${UNKNOWN}`, `/v2/other/blobs/${image.id}`]) {
    expect(codesOf(await call("GET", url))).toEqual(["BLOB_UNKNOWN"]);
    expect((await call("HEAD", url)).status).toBe(404);
  }
});

test.each([
  ["bytes=0-4", 206, "bytes 0-4/4608", (all: Buffer) => all.subarray(0, 5)],
  ["bytes=4603-", 206, "bytes 4603-4607/4608", (all: Buffer) => all.subarray(4603)],
  ["bytes=-1", 206, "bytes 4607-4607/4608", (all: Buffer) => all.subarray(4607)],
  ["bytes=0-1,3-4", 200, undefined, (all: Buffer) => all],
])("the registry SHOULD support Range for blobs: %s", async (range, status, contentRange, part) => {
  const [layer] = build("app:1", { file: "x".repeat(3000) }).manifest.layers;
  const url = `/v2/app/blobs/${layer?.digest}`;
  const answer = await call("GET", url, { headers: { range } });
  expect(answer.status).toBe(status);
  expect(answer.headers["content-range"]).toBe(contentRange);
  expect(answer.bytes).toEqual(part(registry.test.services.blobs.readAll(layer?.digest ?? UNKNOWN)));
  expect(answer.headers["content-length"]).toBe(`${answer.bytes.length}`);
});

test("a range beyond the blob is answered with 416 and the blob's size", async () => {
  const { id, configBytes } = build("app:1");
  const answer = await call("GET", `/v2/app/blobs/${id}`, { headers: { range: "bytes=99999-" } });
  expect(answer.status).toBe(416);
  expect(answer.headers["content-range"]).toBe(`bytes */${configBytes.length}`);
});

test("content that the client has is answered with 304, and a range of other content with all of this", async () => {
  const { id, manifestDigest } = build("app:1");
  const known = await call("GET", `/v2/app/blobs/${id}`, { headers: { "if-none-match": `W/"x", "${id}"` } });
  expect([known.status, known.bytes.length]).toEqual([304, 0]);
  const manifest = { "if-none-match": `"${manifestDigest}"` };
  expect((await call("GET", "/v2/app/manifests/1", { headers: manifest })).status).toBe(304);
  expect((await call("GET", `/v2/app/blobs/${id}`, { headers: { "if-none-match": '"x"' } })).status).toBe(200);
  const other = { range: "bytes=0-0", "if-range": '"x"' };
  expect((await call("GET", `/v2/app/blobs/${id}`, { headers: other })).status).toBe(200);
  expect((await call("GET", `/v2/app/blobs/${id}`, { headers: { ...other, "if-range": `"${id}"` } })).status).toBe(206);
});

test("content of a digest may be cached forever, and a tag is revalidated each time", async () => {
  const { id, manifestDigest } = build("app:1");
  for (const url of [`/v2/app/blobs/${id}`, `/v2/app/manifests/${manifestDigest}`]) {
    expect((await call("GET", url)).headers["cache-control"]).toContain("immutable");
  }
  expect((await call("GET", "/v2/app/manifests/1")).headers["cache-control"]).toBe("no-cache");
});

test.each([
  ["named:1", "named", "1"],
  ["named", "named", "latest"],
  ["team/named:1", "team/named", "1"],
  ["busybox:1", "library/busybox", "1"],
  ["localhost:8080/named:2", "named", "2"],
  ["ghcr.io/team/named:2", "ghcr.io/team/named", "2"],
])("the image %s can be pulled as %s:%s", async (name, repository, tag) => {
  const { manifestDigest } = build(name);
  const answer = await call("GET", `/v2/${repository}/manifests/${tag}`);
  expect(answer.headers["docker-content-digest"]).toBe(manifestDigest);
});

test("an image named after the registry comes before one without a host", async () => {
  build("twice:1");
  const { manifestDigest } = build("localhost:8080/twice:1");
  const answer = await call("GET", "/v2/twice/manifests/1");
  expect(answer.headers["docker-content-digest"]).toBe(manifestDigest);
});

test("errors MUST be JSON with a code of the specification, and SHOULD have a message for people", async () => {
  const cases = [
    ["GET", "/v2/App/manifests/1", 400, "NAME_INVALID"],
    ["GET", "/v2/app/manifests/-x", 400, "MANIFEST_INVALID"],
    ["GET", "/v2/app/manifests/sha256:x", 400, "DIGEST_INVALID"],
    ["GET", "/v2/app/blobs/sha256:x", 400, "DIGEST_INVALID"],
    ["GET", "/v2/app/blobs/md5:x", 400, "DIGEST_INVALID"],
    ["GET", "/v2/app", 404, "UNSUPPORTED"],
    ["POST", "/v2/", 405, "UNSUPPORTED"],
    ["PATCH", "/v2/app/manifests/1", 405, "UNSUPPORTED"],
  ] as const;
  for (const [method, url, status, code] of cases) {
    const answer = await call(method, url);
    expect([url, answer.status, codesOf(answer)]).toEqual([url, status, [code]]);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(answer.json).toMatchObject({ errors: [{ message: expect.stringMatching(/^\w.*\w\.?$/) }] });
  }
});
