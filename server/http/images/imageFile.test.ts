import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentSearchPageSchema } from "#contract/contentSearch.ts";
import { fileVersionsSchema } from "#contract/imageFile.ts";
import { routes } from "#contract/routes.ts";
import { newImage, putLayer, temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { type ScannedMember, scanTar } from "#server/oci/tar/tarScan.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { sparseTar } from "./sparseTarFixture.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

function putImage(...layers: Record<string, string>[]) {
  const { images, blobs } = server.services;
  const digests = layers.map((files) => putLayer(blobs, files));
  return images.put({ ...newImage(digests, ["demo:1"]), workspace: DEFAULT_OWNER });
}

const get = (url: string) => server.app.inject({ url, headers: { host: "localhost" } });

describe("the content of a file", () => {
  it("comes in ranges, as a layer shows it or as the image does, and says how long it is", async () => {
    putImage({ a: "0123456789" }, { a: "other" }, { "-a": "" });
    const part = await get(routes.imageFile("demo:1", { path: "/a", layer: 0, from: 3, length: 4 }));
    expect([part.statusCode, part.body, part.headers["x-file-size"]]).toEqual([200, "3456", "10"]);
    expect((await get(routes.imageFile("demo:1", { path: "/a", layer: 1 }))).body).toBe("other");
    expect((await get(routes.imageFile("demo:1", { path: "/a", layer: 0, from: 99 }))).body).toBe("");
    const gone = await get(routes.imageFile("demo:1", { path: "/a" }));
    expect([gone.statusCode, gone.json().code]).toEqual([404, "request/not-found"]);
  });

  it("follows links inside the image", async () => {
    putImage({ "d/a": "text", "l -> d/a": "" });
    expect((await get(routes.imageFile("demo:1", { path: "/l" }))).body).toBe("text");
    expect((await get(routes.imageFile("demo:1", { path: "/d" }))).statusCode).toBe(400);
  });

  it("fills the holes of a sparse file where they are read", async () => {
    const { images, blobs } = server.services;
    const bytes = sparseTar(
      "s",
      [
        [0, "head"],
        [8_000_000_000, "tail"],
      ],
      8_000_000_004,
    );
    images.put({ ...newImage([blobs.put(bytes)], ["demo:1"]), workspace: DEFAULT_OWNER });
    const end = await get(routes.imageFile("demo:1", { path: "/s", from: 7_999_999_998, length: 6 }));
    expect([end.body, end.headers["x-file-size"]]).toEqual(["\0\0tail", "8000000004"]);
    expect((await get(routes.imageFile("demo:1", { path: "/s", from: 2, length: 4 }))).body).toBe("ad\0\0");
  });

  it("finds a file whose name is not UTF-8 by its bytes", async () => {
    putImage({ "\udcff": "text" });
    expect((await get(routes.imageFile("demo:1", { path: "/\udcff" }))).body).toBe("text");
  });
});

describe("versions and search", () => {
  it("answer what the contract says", async () => {
    putImage({ a: "one\n" }, { a: "two\n" });
    const versions = fileVersionsSchema.parse((await get(routes.imageFileVersions("demo:1", "/a"))).json());
    expect(versions.versions.map(({ change, text }) => [change, text])).toEqual([
      ["added", "0"],
      ["changed", "1"],
    ]);
    const found = contentSearchPageSchema.parse((await get(routes.imageSearch("demo:1", { text: "TWO" }))).json());
    expect(found.hits).toMatchObject([{ path: "/a", layer: 1, isShown: true, line: 1 }]);
    const wrong = await get(routes.imageSearch("demo:1", { text: "(", how: "regex" }));
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, "request/pattern"]);
  });
});

async function membersOf(bytes: Buffer): Promise<[ScannedMember, string][]> {
  const file = path.join(temporaryFolder(), "tar");
  writeFileSync(file, bytes);
  const fd = openSync(file, "r");
  const members = [...scanTar(fd, bytes.length)];
  closeSync(fd);
  return members.map((one) => [one, bytes.subarray(one.offset, one.offset + one.size).toString()]);
}

describe("downloads", () => {
  it("are a folder as a tar, with hard links to names in it, and without what later layers hid", async () => {
    putImage(
      { "d/": "", "d/b": "text", "d/c": "gone", "e => d/b": "", "d/a => d/b": "" },
      { "-d/c": "", "d/s -> b": "" },
    );
    const { rawPayload, headers } = await get(routes.imageFolderArchive("demo:1", { path: "/d" }));
    expect(headers["content-disposition"]).toBe('attachment; filename="d.tar"');
    const members = await membersOf(rawPayload);
    expect(members.map(([{ path, type, linkTarget }, text]) => [path, type, linkTarget ?? text])).toEqual([
      ["d", "dir", ""],
      ["d/a", "file", "text"],
      ["d/b", "hardlink", "d/a"],
      ["d/s", "symlink", "b"],
    ]);
  });

  it("are a layer's tar, byte by byte", async () => {
    const { layers } = putImage({ a: "x" }, { b: "y" });
    const { rawPayload } = await get(routes.layerArchive("demo:1", 1));
    expect(rawPayload).toEqual(server.services.blobs.readAll(layers[1]?.diffId ?? "sha256:"));
    expect((await get(routes.layerArchive("demo:1", 2))).statusCode).toBe(404);
  });

  it("are the tree as JSON and as CSV that no spreadsheet takes for a formula", async () => {
    putImage({ 'a,"b"': "x", "l -> =cmd()": "" }, { c: "22" });
    const json = (await get(routes.layerListing("demo:1", 1))).json();
    expect(json.map(({ path, type, size, layer }: Record<string, unknown>) => [path, type, size, layer])).toEqual([
      ['/a,"b"', "file", 1, 1],
      ["/c", "file", 2, 2],
      ["/l", "symlink", 0, 1],
    ]);
    const csv = await get(routes.layerListing("demo:1", 1, { format: "csv" }));
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.body.split("\r\n")).toEqual([
      "path,type,change,size,mode,uid,gid,modified,linkTarget,layer",
      '"/a,""b""",file,,1,0644,0,0,2023-11-14T22:13:20.000Z,,1',
      "/c,file,,2,0644,0,0,2023-11-14T22:13:20.000Z,,2",
      "/l,symlink,,0,0644,0,0,2023-11-14T22:13:20.000Z,'=cmd(),1",
      "",
    ]);
    const changes = (await get(routes.layerListing("demo:1", 1, { of: "layer" }))).json();
    expect(changes).toMatchObject([{ path: "/c", change: "added" }]);
    expect((await get(routes.layerListing("demo:1", 5))).statusCode).toBe(404);
  });
});
