import { afterEach, beforeEach, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { sparseTar } from "./sparseTarFixture.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

function putImage(files: Record<string, string>) {
  const { images, blobs } = server.services;
  return images.put({ ...newImage([putLayer(blobs, files)], ["demo:1"]), workspace: DEFAULT_OWNER });
}

const get = (url: string) => server.app.inject({ url, headers: { host: "localhost" } });

it("a file of HTML or SVG is never a page of this server", async () => {
  putImage({ "x.html": "<script>alert(1)</script>", "x.svg": "<svg onload='alert(1)'/>" });
  for (const path of ["/x.html", "/x.svg"]) {
    const { headers } = await get(routes.imageFile("demo:1", { path }));
    expect(headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": expect.stringMatching(/^attachment; filename="x\.\w+"$/),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
    });
  }
});

it("a file name with quotes and line breaks adds no header", async () => {
  putImage({ 'a"\r\nSet-Cookie: x=1': "x" });
  const { headers } = await get(routes.imageFile("demo:1", { path: '/a"\r\nSet-Cookie: x=1' }));
  expect(headers["content-disposition"]).toBe(
    `attachment; filename="a-Set-Cookie-x-1"; filename*=UTF-8''a-Set-Cookie-%20x%3D1`,
  );
  expect(headers["set-cookie"]).toBeUndefined();
});

it("links that lead out of the image or in a circle lead to nothing of the server", async () => {
  putImage({ "d/a": "text", "l -> ../../d/a": "", "c -> c": "" });
  expect((await get(routes.imageFile("demo:1", { path: "/l" }))).body).toBe("text");
  expect((await get(routes.imageFile("demo:1", { path: "/c" }))).statusCode).toBe(404);
  expect((await get(routes.imageFile("demo:1", { path: "/d" }))).statusCode).toBe(400);
  expect((await get(routes.imageFile("demo:1", { path: "/../../../d/a" }))).body).toBe("text");
});

it("an expression that would never end is stopped, and other views of images go on", async () => {
  putImage({ a: `${"a".repeat(60)}!` });
  const [slow, view] = await Promise.all([
    get(routes.imageSearch("demo:1", { text: "^(a+)+$", how: "regex" })),
    get(routes.imageLayers("demo:1")),
  ]);
  expect([slow.statusCode, slow.json().code]).toEqual([400, "request/pattern"]);
  expect(view.statusCode).toBe(200);
  expect((await get(routes.imageSearch("demo:1", { text: "A!" }))).json().hits).toHaveLength(1);
});

it("a sparse file of 8 TB in a layer of 3 kB is neither read nor hashed as a whole", async () => {
  const { images, blobs } = server.services;
  const layers = [1, 2].map((part) => blobs.put(sparseTar("s", [[part, "needle"]], 8_000_000_000_000)));
  images.put({ ...newImage(layers, ["demo:1"]), workspace: DEFAULT_OWNER });
  const { versions } = (await get(routes.imageFileVersions("demo:1", "/s"))).json();
  expect(versions).toMatchObject([{ file: { size: 8e12 } }, { differences: [], contentUnknown: true }]);
  expect((await get(routes.imageSearch("demo:1", { text: "needle" }))).json()).toMatchObject({ hits: [], binary: 2 });
});

it("names with markup and control characters reach a list as text, and no spreadsheet as a formula", async () => {
  putImage({ "<img src=x>": "", "l -> =cmd()": "", "\u0007bell": "" });
  const { body, headers } = await get(routes.layerListing("demo:1", 0, { format: "csv" }));
  expect(headers["content-disposition"]).toContain("attachment");
  expect(body).toContain("'=cmd()");
  expect(body).not.toContain(",=cmd()");
  const json = (await get(routes.layerListing("demo:1", 0))).json();
  expect(json.map(({ path }: { path: string }) => path)).toEqual(["/\u0007bell", "/<img src=x>", "/l"]);
});
