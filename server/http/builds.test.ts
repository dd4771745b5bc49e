import { afterEach, beforeEach, expect, test } from "vitest";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { createTestApp, type TestApp } from "./testApp.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const headers = { host: "localhost" };
const get = async (url: string) => (await server.app.inject({ url, headers })).json();

async function start(): Promise<string> {
  const payload = { dockerfileText: "FROM scratch" };
  return (await server.app.inject({ method: "POST", url: "/api/builds", payload, headers })).json().id;
}

test("builds are listed in pages, newest first", async () => {
  const ids = [await start(), await start(), await start()];
  expect(await get("/api/builds?limit=2")).toMatchObject({ builds: [{ id: ids[2] }, { id: ids[1] }], more: true });
  expect(await get(`/api/builds?before=${ids[1]}`)).toMatchObject({ builds: [{ id: ids[0] }], more: false });
});

test("a page of builds has bounds", async () => {
  for (const query of ["limit=0", "limit=101", "limit=x"]) {
    expect(await get(`/api/builds?${query}`)).toMatchObject({ code: "request/invalid" });
  }
  expect(await get("/api/builds?before=nothing")).toMatchObject({ code: "build/not-found" });
});

test("pruning leaves the image of the newest build alone", async () => {
  const { images, blobs } = server.services;
  await start();
  const layer = putLayer(blobs, { a: "hello" });
  const workspace = (await server.builder.held(0)).job.workspace;
  const put = (name: string) => images.put({ ...newImage([layer], [], name), workspace }).id;
  const [old, newest] = [put("old"), put("newest")];
  (await server.builder.held(0)).finish({ image: { id: newest, tags: [] } });
  await expect.poll(() => get("/api/builds")).toMatchObject({ builds: [{ state: "done" }] });
  const pruned = await server.app.inject({ method: "POST", url: "/api/images/prune", headers });
  expect(pruned.json()).toMatchObject({ images: [old] });
  expect(await get("/api/images")).toMatchObject({ images: [{ id: newest }] });
});
