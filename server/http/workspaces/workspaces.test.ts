import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkspaceList } from "#contract/workspace.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
});
afterAll(() => server.close());

const HOST = { host: "localhost" };
const send = (method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object, headers = {}) =>
  server.app.inject({ method, url, headers: { ...HOST, ...headers }, ...(payload === undefined ? {} : { payload }) });

const content = (name: string, text = `FROM ${name}`) => ({
  name,
  files: [{ path: "Dockerfile", kind: "text", mode: 420, text, size: text.length }],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
});
const create = async (name: string): Promise<string> =>
  (await send("POST", "/api/workspaces", content(name))).json().id;
const list = async (): Promise<WorkspaceList> => (await send("GET", "/api/workspaces")).json();

test("a workspace is created, saved, and read by its ID, beside the first one", async () => {
  const created = await send("POST", "/api/workspaces", content("second"));
  expect(created.statusCode).toBe(201);
  const url = String(created.headers.location);
  const saved = await send("PUT", url, content("renamed"), { "if-match": '"1"' });
  expect(saved.json().revision).toBe(2);
  expect((await send("GET", url)).json()).toMatchObject({ id: created.json().id, name: "renamed", revision: 2 });
  expect((await send("GET", "/api/workspace")).json().id).toBe(created.json().id);
});

test("the latest workspace is the one that was saved last, unless that was deleted", async () => {
  const before = await create("before");
  const last = await create("last");
  const latest = async () => (await send("GET", "/api/workspace/latest")).json().id;
  await send("PUT", `/api/workspaces/${before}`, content("before again"), { "if-match": "*" });
  // Two saves in one millisecond are in the order of the list.
  expect([before, last]).toContain(await latest());
  expect(await latest()).toBe((await list()).workspaces[0]?.id);
  await send("DELETE", `/api/workspaces/${before}`);
  expect(await latest()).toBe(last);
});

test("a deleted workspace leaves the list, and can be restored", async () => {
  const id = await create("to delete");
  expect((await send("DELETE", `/api/workspaces/${id}`)).statusCode).toBe(204);
  expect((await send("GET", `/api/workspaces/${id}`)).json().code).toBe("workspace/not-found");
  expect((await list()).workspaces.map((entry) => entry.id)).not.toContain(id);
  expect((await list()).deleted[0]).toMatchObject({ id, name: "to delete", files: 1 });
  expect((await send("POST", `/api/workspaces/${id}/restore`)).statusCode).toBe(204);
  expect((await list()).workspaces.map((entry) => entry.id)).toContain(id);
});

test("an earlier version is listed, read, and restored, and that can be undone", async () => {
  const id = await create("v");
  const url = `/api/workspaces/${id}`;
  await send("PUT", url, content("v", "FROM changed"), { "if-match": '"1"' });
  const { versions } = (await send("GET", `${url}/versions`)).json();
  expect(versions).toMatchObject([{ name: "v", files: 1, size: 6 }]);
  const { version } = versions[0];
  expect((await send("GET", `${url}/versions/${version}`)).json().files[0].text).toBe("FROM v");
  const { kept, revision } = (await send("POST", `${url}/versions/${version}/restore`)).json();
  expect((await send("GET", url)).json()).toMatchObject({ revision, files: [{ text: "FROM v" }] });
  await send("POST", `${url}/versions/${kept}/restore`);
  expect((await send("GET", url)).json().files[0].text).toBe("FROM changed");
});

test("discarded content becomes a version, even if it was never saved", async () => {
  const url = `/api/workspaces/${await create("conflict")}`;
  const kept = await send("POST", `${url}/versions`, content("conflict", "FROM given-up"));
  expect(kept.statusCode).toBe(201);
  expect((await send("GET", `${url}/versions/${kept.json().version}`)).json().files[0].text).toBe("FROM given-up");
  expect((await send("GET", url)).json().files[0].text).toBe("FROM conflict");
});

test("an unknown version is not found", async () => {
  const id = await create("none");
  expect((await send("GET", `/api/workspaces/${id}/versions/9999`)).json().code).toBe("workspace/not-found");
});
