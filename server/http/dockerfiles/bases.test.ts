import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { encodeJson } from "#server/oci/store/config.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
beforeEach(async () => {
  test = await createTestApp();
});
afterEach(() => test.close());

const get = async (path: string) => {
  const response = await test.app.inject({ url: path, headers: { host: "127.0.0.1" } });
  return { status: response.statusCode, body: response.json() };
};

/** An image of layers with one file each, stored as if it was pulled. */
function keep(reference: string, files: readonly (readonly [path: string, content: string])[]): void {
  const { images, blobs } = test.services;
  const layers = files.map(([path, content]) => blobs.put(tarOf(path, content)));
  const config = encodeJson({
    os: "linux",
    architecture: "amd64",
    created: "2025-01-02T03:04:05Z",
    rootfs: { type: "layers", diff_ids: layers },
    config: { Env: ["A=1"], WorkingDir: "/srv" },
  });
  images.keepPulled({ reference, platform: "linux/amd64", config, layers, origin: "registry" });
}

describe("a base image", () => {
  it("is described with its configuration and its users", async () => {
    keep("app:1", [
      ["etc/passwd", "root:x:0:0::/root:/bin/sh\nold:x:1:1::/:/bin/sh\n"],
      ["etc/group", "root:x:0:\nweb:x:33:\n"],
      ["etc/passwd", "root:x:0:0::/root:/bin/sh\nnew:x:1:1::/:/bin/sh\n$(evil):x:2:2::/:\nnonsense\n"],
    ]);
    expect(await get("/api/bases/app%3A1?platform=linux/amd64")).toEqual({
      status: 200,
      body: {
        platform: "linux/amd64",
        size: expect.any(Number),
        layers: 3,
        created: "2025-01-02T03:04:05Z",
        config: { Env: ["A=1"], WorkingDir: "/srv" },
        users: ["root", "new"],
        groups: ["root", "web"],
      },
    });
  });

  it("is the workspace's own if that has the name of a pulled one, as in a build", async () => {
    keep("app:1", [["etc/passwd", "pulled:x:1:1::/:\n"]]);
    const { images, blobs } = test.services;
    const layer = blobs.put(tarOf("etc/passwd", "own:x:1:1::/:\n"));
    const config = encodeJson({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [layer] } });
    images.put({ workspace: DEFAULT_OWNER, config, layers: [layer], tags: ["app:1"] });
    expect((await get("/api/bases/app%3A1?platform=linux/amd64")).body.users).toEqual(["own"]);
    expect((await get("/api/bases/app%3A1?platform=linux/arm64")).body.users).toEqual(["own"]);
  });

  it("may be the starter image", async () => {
    ensureStarterImages(test.services.images);
    expect(await get("/api/bases/busybox?platform=linux/arm64")).toMatchObject({
      status: 200,
      body: { platform: "linux/arm64" },
    });
  });

  it("that is not stored, or not a valid reference, is a problem", async () => {
    expect(await get("/api/bases/python")).toMatchObject({ status: 404, body: { code: "image/not-found" } });
    expect(await get("/api/bases/No%20Way")).toMatchObject({ status: 400, body: { code: "image/reference" } });
  });
});

describe("several base images", () => {
  it("are described by name, and unknown or invalid names are left out without an error", async () => {
    keep("app:1", [["etc/passwd", "root:x:0:0::/:\n"]]);
    keep("app:2", [["etc/passwd", "two:x:0:0::/:\n"]]);
    const { status, body } = await get("/api/bases?ref=app:1&ref=python&ref=No%20Way&ref=app:2&platform=linux/amd64");
    expect(status).toBe(200);
    expect(Object.keys(body.images)).toEqual(["app:1", "app:2"]);
    expect(body.images["app:2"].users).toEqual(["two"]);
    expect((await get("/api/bases?ref=app:1&platform=linux/amd64")).body.images).toHaveProperty("app:1");
    expect(await get("/api/bases?ref=python")).toEqual({ status: 200, body: { images: {} } });
  });

  it("are limited to what a Dockerfile can have", async () => {
    const many = Array.from({ length: 41 }, (_, index) => `ref=a:${index}`).join("&");
    expect(await get(`/api/bases?${many}`)).toMatchObject({ status: 400 });
  });
});

describe("the tags of a repository", () => {
  it("come from its registry", async () => {
    expect(await get("/api/bases/listed/tags")).toEqual({
      status: 200,
      body: { tags: ["2", "1"], source: "registry", hasTag: false },
    });
    expect((await get("/api/bases/listed%3A2/tags")).body).toMatchObject({ hasTag: true });
  });

  it("are the stored ones if the registry returns nothing", async () => {
    keep("app:1", [["a", ""]]);
    keep("app:2", [["a", ""]]);
    keep("other:3", [["a", ""]]);
    const { body } = await get("/api/bases/app/tags");
    expect(body.source).toBe("at-hand");
    expect(body.tags.toSorted()).toEqual(["1", "2"]);
  });
});
