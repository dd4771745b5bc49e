import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImageConfig } from "#contract/image.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const headers = { host: "localhost" };
const get = async (url: string) => (await server.app.inject({ url, headers })).json();

function put(name: string, layers: Record<string, string>[], config: Partial<ImageConfig> = {}): string {
  const { blobs, images } = server.services;
  const diffIds = layers.map((files) => putLayer(blobs, files));
  const history = layers.map((_, index) => ({ created_by: index === 0 ? "FROM base" : `RUN step ${index}` }));
  const rootfs = { type: "layers" as const, diff_ids: diffIds };
  const bytes = encodeImageConfig({ architecture: "amd64", os: "linux", author: name, history, rootfs, ...config });
  return images.put({ workspace: DEFAULT_OWNER, config: bytes, layers: diffIds, tags: [`${name}:1`] }).id;
}

/** Builds an image "here". */
async function build(dockerfileText: string, image: string, index: number): Promise<string> {
  const payload = { dockerfileText };
  const { id } = (await server.app.inject({ method: "POST", url: "/api/builds", payload, headers })).json();
  const held = await server.builder.held(index);
  held.emit({ type: "source", dockerfile: "Dockerfile", dockerfileText });
  held.finish({ image: { id: image as `sha256:${string}`, tags: [] } });
  await expect.poll(() => get(`/api/builds/${id}`)).toMatchObject({ state: "done" });
  return id;
}

const base = { "etc/os": "base", "var/lib/dpkg/status": "Package: bash\nVersion: 1\n" };

describe("two images side by side", () => {
  beforeEach(() => {
    put("old", [base, { "app/a": "one", "app/b": "two" }]);
    put("new", [base, { "app/a": "1", "app/c": "three", "var/lib/dpkg/status": "Package: bash\nVersion: 2\n" }]);
  });

  it("have layers, sizes, configuration, and numbers of files", async () => {
    expect(await get("/api/images/compare?a=old:1&b=new:1")).toMatchObject({
      a: { tags: ["old:1"], files: 4, visible: 35 },
      b: { tags: ["new:1"], files: 4 },
      layers: [
        { relation: "same", sameChain: true, a: { instruction: "FROM", index: 0 } },
        { relation: "changed", a: { text: "step 1", size: 6 }, b: { text: "step 1" } },
      ],
      config: { differences: [{ field: "author", a: "old", b: "new" }], total: 1 },
      files: { added: { files: 1 }, deleted: { files: 1 }, changed: { files: 2 } },
    });
  });

  it("have paths that differ, a page of them, by folder or all at once", async () => {
    const url = "/api/images/compare/entries?a=old:1&b=new:1";
    const folders = await get(url);
    expect(folders.entries).toMatchObject([
      { path: "/app", change: "unchanged", inside: { files: 2, deletedFiles: 1, entries: 3 } },
      { path: "/var", change: "unchanged", inside: { entries: 1 } },
    ]);
    expect(await get(`${url}&folder=/app&limit=1&from=1`)).toMatchObject({
      entries: [{ path: "/app/b", change: "deleted", size: 3 }],
      total: 3,
    });
    const flat = await get(`${url}&flat=true&sort=size&descending=true`);
    expect(flat.entries[0]).toMatchObject({ path: "/app/c", change: "added", size: 5 });
    expect(await get(`${url}&limit=1001`)).toMatchObject({ code: "request/invalid" });
  });

  it("have packages that differ", async () => {
    expect(await get("/api/images/compare/packages?a=old:1&b=new:1")).toEqual({
      systems: [{ system: "dpkg", a: 1, b: 1 }],
      differences: [{ system: "dpkg", name: "bash", a: "1", b: "2" }],
      total: 1,
      unread: [],
    });
  });

  it("are not found under another name", async () => {
    for (const view of ["", "/entries", "/packages"])
      expect(await get(`/api/images/compare${view}?a=old:1&b=none`)).toMatchObject({ code: "image/not-found" });
  });
});

it("a build stands for its image, with the Dockerfile that it was made from", async () => {
  const image = put("app", [base]);
  const [first, second] = [await build("FROM a", image, 0), await build("# more\nFROM a", image, 1)];
  expect(await get(`/api/images/compare?a=${first}&b=${second}`)).toMatchObject({
    a: { id: image, build: first, source: { dockerfileText: "FROM a" } },
    b: { id: image, build: second, source: { dockerfileText: "# more\nFROM a" } },
  });
});

it("a build that failed has nothing to compare", async () => {
  const { id } = (
    await server.app.inject({ method: "POST", url: "/api/builds", payload: { dockerfileText: "FROM a" }, headers })
  ).json();
  (await server.builder.held(0)).finish({ state: "canceled" });
  expect(await get(`/api/images/compare?a=${id}&b=${id}`)).toMatchObject({ code: "image/not-found" });
});
