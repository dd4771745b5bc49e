import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { BYTES, codesOf, sharedRegistry } from "./registryFixture.ts";

const registry = sharedRegistry();
const { call, build, pushBlob } = registry;

const BLOB = randomBytes(3000);
const DIGEST = digestOf(BLOB);

async function start(repository: string): Promise<string> {
  const answer = await call("POST", `/v2/${repository}/blobs/uploads/`);
  expect(answer.status).toBe(202);
  return answer.headers.location ?? "";
}

const patch = (location: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  call("PATCH", location, { headers: { ...BYTES, ...headers }, body });
const put = (location: string, digest: string, body?: Uint8Array, headers: Record<string, string> = {}) =>
  call("PUT", `${location}?digest=${digest}`, body === undefined ? {} : { headers: { ...BYTES, ...headers }, body });
const pulled = async (location: string | undefined) => (await call("GET", location ?? "")).bytes;

test("POST to start an upload MUST answer 202 with a Location that has a unique ID", async () => {
  const [one, two] = [await start("post"), await start("post")];
  expect(one).toMatch(/^\/v2\/post\/blobs\/uploads\/[0-9a-f-]{36}$/);
  expect(one).not.toBe(two);
});

test("POST then PUT: a finished upload MUST answer 201 with the Location of the blob", async () => {
  const answer = await put(await start("monolithic"), DIGEST, BLOB);
  expect(answer.status).toBe(201);
  expect(answer.headers.location).toBe(`/v2/monolithic/blobs/${DIGEST}`);
  expect(answer.headers["docker-content-digest"]).toBe(DIGEST);
  expect(await pulled(answer.headers.location)).toEqual(BLOB);
});

test("a single POST with the digest and the bytes MUST answer 201 with the Location of the blob", async () => {
  const answer = await pushBlob("single", BLOB);
  expect(answer.status).toBe(201);
  expect(await pulled(answer.headers.location)).toEqual(BLOB);
});

test("each chunk MUST be answered with 202, a Location, and the Range received so far", async () => {
  let location = await start("chunks");
  for (const [begin, end] of [
    [0, 1000],
    [1000, 1001],
    [1001, 3000],
  ] as const) {
    const answer = await patch(location, BLOB.subarray(begin, end), { "content-range": `${begin}-${end - 1}` });
    expect(answer.status).toBe(202);
    expect(answer.headers.range).toBe(`0-${end - 1}`);
    location = answer.headers.location ?? "";
  }
  const answer = await put(location, DIGEST);
  expect(answer.status).toBe(201);
  expect(await pulled(answer.headers.location)).toEqual(BLOB);
});

test("the last chunk may come with the closing PUT", async () => {
  const location = await start("closing");
  await patch(location, BLOB.subarray(0, 2000), { "content-range": "0-1999" });
  const answer = await put(location, DIGEST, BLOB.subarray(2000), { "content-range": "2000-2999" });
  expect(answer.status).toBe(201);
  expect(await pulled(answer.headers.location)).toEqual(BLOB);
});

test("chunks without a Content-Range, as docker sends them, are added at the end", async () => {
  const location = await start("stream");
  await patch(location, BLOB.subarray(0, 10));
  expect((await patch(location, BLOB.subarray(10))).headers.range).toBe("0-2999");
  expect((await put(location, DIGEST)).status).toBe(201);
});

test.each(["1-999", "0-9", "2000-2999", "x", "bytes 1000-1999/3000"])(
  "a chunk out of order (%s) MUST be answered with 416, and the next one in order is accepted",
  async (range) => {
    const location = await start("order");
    await patch(location, BLOB.subarray(0, 1000), { "content-range": "0-999" });
    const [first = 0, last = 0] = range.split("-").map(Number);
    const size = Number.isNaN(first) ? 10 : last - first + 1;
    const answer = await patch(location, BLOB.subarray(0, size), { "content-range": range });
    expect([answer.status, codesOf(answer)]).toEqual([416, ["BLOB_UPLOAD_INVALID"]]);
    expect([answer.headers.location, answer.headers.range]).toEqual([location, "0-999"]);
    const next = await patch(location, BLOB.subarray(1000), { "content-range": "1000-2999" });
    expect(next.status).toBe(202);
    expect((await put(location, DIGEST)).status).toBe(201);
  },
);

test("GET of an upload MUST answer 204 with the Location and the Range received so far", async () => {
  const location = await start("status");
  expect((await call("GET", location)).headers.range).toBe("0-0");
  await patch(location, BLOB.subarray(0, 1234));
  const answer = await call("GET", location);
  expect([answer.status, answer.headers.location, answer.headers.range]).toEqual([204, location, "0-1233"]);
});

test("an upload that is canceled, finished, unknown, or of another repository is answered with 404", async () => {
  const canceled = await start("gone");
  expect((await call("DELETE", canceled)).status).toBe(204);
  const finished = await start("gone");
  await put(finished, DIGEST, BLOB);
  const other = (await start("gone")).replace("/gone/", "/other/");
  for (const location of [canceled, finished, other, "/v2/gone/blobs/uploads/nope"]) {
    for (const method of ["GET", "PATCH", "DELETE"] as const) {
      expect(codesOf(await call(method, location))).toEqual(["BLOB_UPLOAD_UNKNOWN"]);
    }
    expect(codesOf(await put(location, DIGEST))).toEqual(["BLOB_UPLOAD_UNKNOWN"]);
  }
});

test("bytes that do not match the digest are refused, and nothing is stored", async () => {
  const wrong = digestOf("something else");
  const answer = await put(await start("wrong"), wrong, BLOB);
  expect([answer.status, codesOf(answer)]).toEqual([400, ["DIGEST_INVALID"]]);
  expect(
    codesOf(await call("POST", `/v2/wrong/blobs/uploads/?digest=${wrong}`, { headers: BYTES, body: BLOB })),
  ).toEqual(["DIGEST_INVALID"]);
  expect((await call("HEAD", `/v2/wrong/blobs/${wrong}`)).status).toBe(404);
  expect((await call("HEAD", `/v2/wrong/blobs/${DIGEST}`)).status).toBe(404);
});

test.each(["", "sha256:abc", "md5:d41d8cd98f00b204e9800998ecf8427e", `sha512:${"a".repeat(128)}`])(
  "the digest %j of a closing PUT is not valid, and the upload stays",
  async (digest) => {
    const location = await start("invalid");
    expect(codesOf(await put(location, digest, BLOB))).toEqual(["DIGEST_INVALID"]);
    expect((await put(location, DIGEST, BLOB)).status).toBe(201);
  },
);

test("a Content-Length that does not match the Content-Range is refused", async () => {
  const location = await start("length");
  const answer = await patch(location, BLOB, { "content-range": "0-9" });
  expect([answer.status, codesOf(answer)]).toEqual([400, ["SIZE_INVALID"]]);
});

test("the empty blob can be pushed and pulled", async () => {
  const answer = await put(await start("empty"), digestOf(""));
  expect(answer.status).toBe(201);
  const back = await call("GET", answer.headers.location ?? "");
  expect([back.status, back.bytes.length, back.headers["content-length"]]).toEqual([200, 0, "0"]);
});

test("a blob of another repository MUST be mounted with 201 and its Location", async () => {
  await pushBlob("mount/from", BLOB);
  const answer = await call("POST", `/v2/mount/to/blobs/uploads/?mount=${DIGEST}&from=mount/from`);
  expect([answer.status, answer.headers.location]).toEqual([201, `/v2/mount/to/blobs/${DIGEST}`]);
  expect(await pulled(answer.headers.location)).toEqual(BLOB);
});

test("a layer that was built here can be mounted", async () => {
  const [layer] = build("mount-built:1").manifest.layers;
  const answer = await call("POST", `/v2/mount/to/blobs/uploads/?mount=${layer?.digest}&from=mount-built`);
  expect(answer.status).toBe(201);
});

test.each([
  `mount=${digestOf("unknown")}&from=mount/from`,
  `mount=${DIGEST}&from=nowhere`,
  `mount=${DIGEST}`,
  "mount=x&from=mount/from",
  `mount=${DIGEST}&from=../x`,
])("what can't be mounted (%s) SHOULD start an upload with 202", async (query) => {
  const answer = await call("POST", `/v2/unmounted/blobs/uploads/?${query}`);
  expect(answer.status).toBe(202);
  expect((await put(answer.headers.location ?? "", DIGEST, BLOB)).status).toBe(201);
});

test("a blob that was pushed to one repository is not in another", async () => {
  await pushBlob("mine", BLOB);
  expect((await call("GET", `/v2/mine/blobs/${DIGEST}`)).status).toBe(200);
  expect(codesOf(await call("GET", `/v2/nobodys/blobs/${DIGEST}`))).toEqual(["BLOB_UNKNOWN"]);
});
