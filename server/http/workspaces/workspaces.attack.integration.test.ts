import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const HOST = { host: "localhost" };

let test: TestApp;
/** In the store, uploaded by another workspace. */
let foreign: Digest;
let foreignContext: Digest;

beforeAll(async () => {
  test = await createTestApp();
  const { blobs, contexts, workspaces } = test.services;
  foreign = blobs.put(Buffer.from("of another"));
  foreignContext = contexts.fromFiles([{ path: "secret", blob: foreign }]).digest;
  for (const digest of [foreign, foreignContext]) workspaces.noteSent("another", digest);
});
afterAll(() => test.close());

const post = (url: string, payload: object) => test.app.inject({ method: "POST", url, headers: HOST, payload });
const get = (url: string) => test.app.inject({ url, headers: HOST });
const putBlob = (digest: string, bytes: string) =>
  test.app.inject({
    method: "PUT",
    url: `/api/blobs/${digest}`,
    headers: { ...HOST, "content-type": "application/octet-stream" },
    payload: bytes,
  });

async function save(files: readonly object[]) {
  const { files: _files, ...workspace } = (await get("/api/workspace")).json();
  const headers = { ...HOST, "if-match": "*" };
  return test.app.inject({ method: "PUT", url: "/api/workspace", headers, payload: { ...workspace, files } });
}

const fileOf = (path: string) => ({ path, kind: "text", mode: 0o644, text: "", size: 0 });

describe("attacks on another workspace's uploads", () => {
  it("its bytes can't be fetched by their digest", async () => {
    expect((await get(`/api/blobs/${foreign}`)).json().code).toBe("blob/not-found");
  });

  it("a context can't use them by their digest, but can use its owner's", async () => {
    const named = (blob: string) => post("/api/contexts", { files: [{ path: "f", blob }] });
    expect((await named(foreign)).json().code).toBe("blob/not-found");
    const own = digestOf("of one's own");
    expect((await putBlob(own, "of one's own")).statusCode).toBe(201);
    expect((await named(own)).statusCode).toBe(201);
  });

  it("a workspace can't use them by their digest", async () => {
    const file = { path: "f", kind: "blob", mode: 0o644, blob: foreign, size: 10 };
    expect((await save([file])).json().code).toBe("blob/not-found");
    expect((await get(`/api/blobs/${foreign}`)).statusCode).toBe(404);
  });

  it("a plan can't read them", async () => {
    const payload = { dockerfileText: "FROM scratch", contextChanges: { files: [{ path: "f", blob: foreign }] } };
    expect((await post("/api/plan", payload)).json().code).toBe("blob/not-found");
  });

  it.each(["/api/builds", "/api/plan", "/api/check"])("its context is not found by %s", async (url) => {
    const payload = { dockerfileText: "FROM scratch", context: foreignContext };
    expect((await post(url, payload)).json().code).toBe("context/not-found");
    expect(test.builder.started).toEqual([]);
  });

  it("its context is not found as a named context either", async () => {
    const payload = { dockerfileText: "FROM scratch", namedContexts: { other: foreignContext } };
    expect((await post("/api/builds", payload)).json().code).toBe("context/not-found");
  });

  it("its builds can be neither read nor canceled", async () => {
    const id = test.services.builds.start("another", { dockerfileText: "FROM scratch" });
    for (const url of [`/api/builds/${id}`, `/api/builds/${id}/events`]) expect((await get(url)).statusCode).toBe(404);
    const canceled = await test.app.inject({ method: "DELETE", url: `/api/builds/${id}`, headers: HOST });
    expect(canceled.statusCode).toBe(404);
  });
});

describe("attacks by false content", () => {
  it("bytes with another digest are refused, and not stored", async () => {
    const digest = digestOf("the promised");
    expect((await putBlob(digest, "something else")).json().code).toBe("blob/mismatch");
    expect(test.services.blobs.has(digest)).toBe(false);
    expect((await post("/api/contexts", { files: [{ path: "f", blob: digest }] })).statusCode).toBe(404);
  });

  it("bytes that look like a context, with paths that climb, are not one", async () => {
    const entries = [{ path: "../../etc/passwd", type: "file", mode: 0o644, size: 10, digest: foreign }];
    const forged = JSON.stringify({ kind: "strata-context/1", entries });
    await putBlob(digestOf(forged), forged);
    const payload = { dockerfileText: "FROM scratch", context: digestOf(forged) };
    expect((await post("/api/builds", payload)).json().code).toBe("context/not-found");
  });

  it.each([
    "sha256:..%2f..%2fetc%2fpasswd",
    "sha256:",
    `sha512:${"0".repeat(128)}`,
    `sha256:${"A".repeat(64)}`,
    "..%2fx",
  ])("%s is no digest", async (digest) => {
    expect((await get(`/api/blobs/${digest}`)).statusCode).toBe(400);
    expect((await putBlob(digest, "x")).statusCode).toBe(400);
  });
});

const CLIMBING = ["../x", "a/../../x", "..", "/etc/passwd", "a\0b", `${"d/".repeat(300)}x`, "x".repeat(300), "."];

describe("attacks by a file's path", () => {
  it.each(CLIMBING)("%j can't be in a workspace", async (path) => {
    expect((await save([fileOf(path)])).json().code).toMatch(/^(context\/path|request\/invalid)$/);
    expect(JSON.stringify((await get("/api/workspace")).json())).not.toContain(JSON.stringify(path));
  });

  it.each(CLIMBING)("%j can't be in a context from JSON", async (path) => {
    expect((await post("/api/contexts", { files: [{ path, text: "x" }] })).statusCode).toBe(400);
  });

  const tar = (header: Partial<Parameters<typeof tarHeader>[0]>, text = "") => {
    const plain = { path: "f", type: "file" as const, mode: 0o644, uid: 0, gid: 0, size: text.length, mtime: 0 };
    return Buffer.concat([tarHeader({ ...plain, ...header }), Buffer.from(text), tarPadding(text.length)]);
  };
  it.each([
    ["climbs", [tar({ path: "../x" }, "x")]],
    ["is absolute", [tar({ path: "/etc/passwd" }, "x")]],
    ["lies behind a link", [tar({ path: "l", type: "symlink", linkTarget: "/etc" }), tar({ path: "l/passwd" }, "x")]],
    ["is a hard link to the machine's", [tar({ path: "h", type: "hardlink", linkTarget: "/etc/shadow" })]],
    ["is a hard link that climbs", [tar({ path: "h", type: "hardlink", linkTarget: "../../etc/shadow" })]],
    ["is a disk", [tar({ path: "sda", type: "block", devMajor: 8, devMinor: 0 })]],
    ["is the machine's memory", [tar({ path: "mem", type: "char", devMajor: 1, devMinor: 1 })]],
  ])("a tar's member that %s makes no context", async (_what, members) => {
    const headers = { ...HOST, "content-type": "application/x-tar" };
    const payload = Buffer.concat([...members, TAR_END]);
    const answer = await test.app.inject({ method: "POST", url: "/api/contexts", headers, payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toMatch(/^context\/(path|invalid)$/);
  });
});
