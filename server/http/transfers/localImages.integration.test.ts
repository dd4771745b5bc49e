import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { saved } from "#server/oci/archive/archiveFixture.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { createTestApp } from "../testApp.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What the Docker Engine API answers, at a socket of its own. */
async function startEngine(answer: http.RequestListener): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-engine-"));
  const socket = path.join(dir, "docker.sock");
  const server = http.createServer(answer).listen(socket);
  await once(server, "listening");
  ends.push(() => {
    server.close();
    server.closeAllConnections();
    rmSync(dir, { recursive: true });
  });
  return `unix://${socket}`;
}

async function appFor(dockerHost: string) {
  const opened = await createTestApp({ dockerHost });
  ends.push(opened.close);
  return opened.app;
}

async function engineWithImage(): Promise<{ readonly host: string; readonly asked: string[] }> {
  const { blobs, images } = temporaryStore();
  const image = images.put(newImage([putLayer(blobs, { a: "a" })], ["demo:1"]));
  const archive = await saved(blobs, image);
  const list = [
    { Id: image.id, RepoTags: ["team/demo:1"], Size: 3, Created: 7 },
    { Id: "sha256:x", RepoTags: null, Size: 1, Created: 9 },
  ];
  const asked: string[] = [];
  const host = await startEngine(({ url = "" }, response) => {
    asked.push(url);
    response.end(url.endsWith("/get") ? archive : JSON.stringify(list));
  });
  return { host, asked };
}

test("lists the images of a local engine, the newest first, and loads one", async () => {
  const { host, asked } = await engineWithImage();
  const app = await appFor(host);
  const list = (await app.inject("/api/local-images")).json();
  expect(list).toMatchObject({ available: true, images: [{ names: [] }, { names: ["team/demo:1"], size: 3 }] });
  const loaded = await app.inject({ method: "POST", url: "/api/local-images", payload: { image: "team/demo:1" } });
  expect(loaded.json()).toMatchObject({ images: [{ names: ["demo:1"] }] });
  expect(asked.at(-1)).toBe("/images/team%2Fdemo%3A1/get");
  expect((await app.inject("/api/images/demo%3A1")).statusCode).toBe(200);
});

test("asks the engine only for images that it listed", async () => {
  const { host, asked } = await engineWithImage();
  const app = await appFor(host);
  const payload = { image: "../containers/json" };
  expect((await app.inject({ method: "POST", url: "/api/local-images", payload })).statusCode).toBe(404);
  expect(asked).toEqual(["/images/json"]);
});

test.each([
  ["no engine", "unix:///nonexistent/docker.sock", /No Docker engine is at \/nonexistent/],
  ["an engine elsewhere", "tcp://example.com:2375", /not at a socket of this machine/],
])("says why there is %s", async (_, host, reason) => {
  const list = (await (await appFor(host)).inject("/api/local-images")).json();
  expect(list).toEqual({ available: false, reason: expect.stringMatching(reason) });
});

test("says so if something else answers at the socket", async () => {
  const host = await startEngine((_, response) => response.end("<html>"));
  const list = (await (await appFor(host)).inject("/api/local-images")).json();
  expect(list).toMatchObject({ available: false, reason: expect.stringContaining("not a Docker engine") });
});
