import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addPage } from "./page.ts";

let parent: string;
let app: FastifyInstance;
const SCRIPT = "console.log('strata')";

beforeEach(async () => {
  parent = mkdtempSync(path.join(tmpdir(), "strata-page-"));
  const folder = path.join(parent, "dist");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(parent, "secret"), "secret");
  writeFileSync(path.join(folder, "index.html"), "<title>Strata</title>");
  writeFileSync(path.join(folder, "class.html"), "<title>A class</title>");
  writeFileSync(path.join(folder, "embed.html"), "<title>A share</title>");
  writeFileSync(path.join(folder, "404.html"), "<title>Page not found</title>");
  writeFileSync(path.join(folder, "assets", "index-abc.js"), SCRIPT);
  writeFileSync(path.join(folder, "assets", "index-abc.js.gz"), gzipSync(SCRIPT));
  app = fastify();
  await addPage(app, folder);
});
afterEach(async () => {
  await app.close();
  rmSync(parent, { recursive: true });
});

test("the page is revalidated each time, its assets are cached for a year", async () => {
  const page = await app.inject("/");
  expect(page.headers["content-type"]).toMatch(/^text\/html/);
  expect(page.headers["cache-control"]).toBe("no-cache");
  const script = await app.inject("/assets/index-abc.js");
  expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(script.body).toBe(SCRIPT);
});

test.each(["/w/my-workspace", "/s/AAAA", "/lessons/layers", "/class/room/member"])(
  "the page opens at %s",
  async (url) => {
    expect((await app.inject(url)).body).toBe("<title>Strata</title>");
  },
);

test.each([
  ["/", "/api/workspace/latest"],
  ["/w/my-workspace?x=1", "/api/workspaces/my-workspace"],
])("the browser is told what the page at %s asks for first", async (url, first) => {
  expect((await app.inject(url)).headers.link).toBe(`<${first}>; rel=preload; as=fetch; crossorigin=anonymous`);
});

test("nothing is asked for that the page would not use", async () => {
  for (const url of ["/s/AAAA", "/lessons/layers", "/join", "/w/%3E;a", "/assets/index-abc.js"])
    expect((await app.inject(url)).headers.link).toBeUndefined();
});

test.each(["/join", "/join/ABCD2345", "/class/room"])("the page of a class opens at %s", async (url) => {
  expect((await app.inject(url)).body).toBe("<title>A class</title>");
});

test("a share for frames has a page of its own", async () => {
  expect((await app.inject("/embed/AAAA?theme=dark")).body).toBe("<title>A share</title>");
});

test("the page does not open at the URL of a missing file", async () => {
  expect((await app.inject("/w/a/b")).statusCode).toBe(404);
  expect((await app.inject("/assets/gone.js")).statusCode).toBe(404);
});

test("a browser that accepts compressed files gets them", async () => {
  const script = await app.inject({ url: "/assets/index-abc.js", headers: { "accept-encoding": "gzip, br" } });
  expect(script.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": expect.stringMatching(/javascript/),
  });
  expect(gunzipSync(script.rawPayload).toString()).toBe(SCRIPT);
});

test("what a browser refuses is not sent to it", async () => {
  const headers = { "accept-encoding": "gzip;q=0, br;q=0.0, identity" };
  const script = await app.inject({ url: "/assets/index-abc.js", headers });
  expect([script.headers["content-encoding"], script.body]).toEqual([undefined, SCRIPT]);
  expect(script.headers.vary).toBe("accept-encoding");
});

test("an asset is read once, and a page that is open keeps its own when another takes its place", async () => {
  const headers = { "accept-encoding": "gzip" };
  await app.inject({ url: "/assets/index-abc.js", headers });
  rmSync(path.join(parent, "dist", "assets"), { recursive: true });
  mkdirSync(path.join(parent, "dist", "assets"));
  writeFileSync(path.join(parent, "dist", "assets", "index-def.js"), "new");
  const script = await app.inject({ url: "/assets/index-abc.js", headers });
  expect(gunzipSync(script.rawPayload).toString()).toBe(SCRIPT);
  expect((await app.inject("/assets/index-def.js")).body).toBe("new");
});

test("a part of an asset, its headers alone, and other files come from the disk", async () => {
  writeFileSync(path.join(parent, "dist", "assets", "font-abc.ttf"), "font");
  const part = await app.inject({ url: "/assets/index-abc.js", headers: { range: "bytes=0-6" } });
  expect([part.statusCode, part.body]).toEqual([206, "console"]);
  const head = await app.inject({ method: "HEAD", url: "/assets/index-abc.js" });
  expect([head.body, head.headers["content-length"]]).toEqual(["", `${SCRIPT.length}`]);
  const font = await app.inject("/assets/font-abc.ttf");
  expect([font.body, font.headers["content-type"]]).toEqual(["font", "font/ttf"]);
  expect(font.headers["cache-control"]).toContain("immutable");
});

test.each(["/../secret", "/..%2fsecret", "/%2e%2e/secret", "/assets/..%2f..%2fsecret", "/assets/..%5c..%5csecret"])(
  "%s does not lead out of the folder",
  async (url) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toBe("secret");
  },
);

test("an unknown path is a problem, with nothing of the address run as markup", async () => {
  const answer = await app.inject("/<script>alert(1)</script>?x=<b>");
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.json().code).toBe("request/not-found");
});

test("a person at an unknown address gets a page that repeats nothing of it", async () => {
  const accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
  const answer = await app.inject({ url: "/<script>alert(1)</script>?x=<b>", headers: { accept } });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
  expect(answer.body).toBe("<title>Page not found</title>");
});

test.each(["/api", "/api/nothing", "/api?x", "/v2/nothing"])("%s is a problem for browsers too", async (url) => {
  const answer = await app.inject({ url, headers: { accept: "text/html" } });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
});

test("without a built page, the API still answers", async () => {
  const bare = fastify();
  await addPage(bare, path.join(parent, "nothing"));
  expect((await bare.inject("/")).json()).toMatchObject({ status: 404, next: expect.stringContaining("npm start") });
  await bare.close();
});
