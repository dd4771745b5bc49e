import { afterAll, beforeAll, expect, test } from "vitest";
import type { Workspace } from "#contract/workspace.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

async function load(): Promise<{ workspace: Workspace; etag: string }> {
  const answer = await server.app.inject({ url: "/api/workspace", headers: { host: "localhost" } });
  return { workspace: answer.json(), etag: String(answer.headers.etag) };
}

const save = (workspace: object, headers: Record<string, string>) =>
  server.app.inject({
    method: "PUT",
    url: "/api/workspace",
    payload: workspace,
    headers: { host: "localhost", ...headers },
  });

test("a new workspace starts with an example that needs no network", async () => {
  const { workspace } = await load();
  expect(workspace).toMatchObject({ name: "hello-world", settings: { dockerfile: "Dockerfile", tag: "hello-world" } });
  expect(workspace.files.map((file) => file.path)).toEqual(["Dockerfile", "message.txt"]);
  expect(workspace.files[0]?.text).toMatch(/^FROM busybox:1\.35$/m);
});

test("the next reader gets a save, with the next revision", async () => {
  const { workspace, etag } = await load();
  const saved = await save({ ...workspace, name: "mine" }, { "if-match": etag });
  expect(saved.statusCode).toBe(200);
  expect(saved.json().revision).toBe(workspace.revision + 1);
  expect((await load()).workspace).toMatchObject({ name: "mine", revision: workspace.revision + 1 });
  expect(saved.headers.etag).toBe((await load()).etag);
});

test("a save over an older revision is refused with the newer one, and changes nothing", async () => {
  const { workspace, etag } = await load();
  await save({ ...workspace, name: "first" }, { "if-match": etag });
  const stale = await save({ ...workspace, name: "second" }, { "if-match": etag });
  expect(stale.statusCode).toBe(412);
  expect(stale.json().code).toBe("workspace/stale");
  const now = await load();
  expect(stale.headers.etag).toBe(now.etag);
  expect(now.workspace.name).toBe("first");
});

test("a save must name its base revision, or say that it overwrites", async () => {
  const { workspace } = await load();
  expect((await save(workspace, {})).statusCode).toBe(400);
  expect((await save(workspace, { "if-match": "*" })).statusCode).toBe(200);
});

test("a workspace that is too large is refused, and the old content stays", async () => {
  const { workspace, etag } = await load();
  const file = { path: "big", kind: "text", mode: 420, text: "x".repeat(120_000), size: 120_000 };
  const refused = await save({ ...workspace, files: [file] }, { "if-match": etag });
  expect(refused.json().code).toBe("workspace/too-large");
  expect((await load()).workspace.files).toEqual(workspace.files);
});

test("only the workspace's own files can be fetched, and only as a download", async () => {
  const bytes = "not for everybody";
  const digest = "sha256:9a5a3a16d8a15dd7e3cf6f0b8b1b2b3e0c4d0f7cf0d0b8a4b8a0e4b7f6a7d1c2";
  const put = (name: string) =>
    server.app.inject({
      method: "PUT",
      url: `/api/blobs/${name}`,
      payload: bytes,
      headers: { host: "localhost", "content-type": "application/octet-stream" },
    });
  const wrong = await put(digest);
  expect(wrong.json().code).toBe("blob/mismatch");
  const right = /sha256:[0-9a-f]{64}/.exec(wrong.json().detail)?.[0] ?? "";
  expect((await put(right)).statusCode).toBe(201);
  const get = () => server.app.inject({ url: `/api/blobs/${right}`, headers: { host: "localhost" } });
  expect((await get()).json().code).toBe("blob/not-found");
  const { workspace, etag } = await load();
  const file = { path: "data", kind: "blob", mode: 420, blob: right, size: bytes.length };
  await save({ ...workspace, files: [...workspace.files, file] }, { "if-match": etag });
  const got = await get();
  expect(got.body).toBe(bytes);
  expect(got.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment",
    "x-content-type-options": "nosniff",
  });
});
