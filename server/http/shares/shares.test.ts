import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inShare, routes } from "#contract/routes.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { workspaceOf } from "#server/shares/shareFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { browserOf, builtWorkspace } from "./shareFixture.ts";

let test: TestApp;
let send: ReturnType<typeof browserOf>;
let built: Awaited<ReturnType<typeof builtWorkspace>>;
/** A share with the result. */
let id: string;

beforeAll(async () => {
  test = await createTestApp();
  send = browserOf(test);
  built = await builtWorkspace(test, DEFAULT_OWNER);
  id = (await send("POST", "/api/shares", { workspace: built.workspace, build: built.build })).json().id;
});
afterAll(() => test.close());

const read = async (path: string, share = id) => (await send("GET", inShare(share, path))).json();
const eventsOf = (body: string) =>
  [...body.matchAll(/^data: (.*)$/gm)].map(([, json = ""]) => JSON.parse(json) as { type: string });

describe("a share with the result of a build", () => {
  it("is described, and has the same link when it is shared again", async () => {
    const answer = await send("POST", "/api/shares", { workspace: built.workspace, build: built.build });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe(`/s/${id}`);
    expect(answer.json()).toMatchObject({
      id,
      name: "hello",
      dockerfile: "Dockerfile",
      files: 1,
      isOwn: true,
      build: { id: built.build, state: "done", image: built.image.id },
      absent: [],
    });
    expect((await send("GET", "/api/shares")).json().shares).toHaveLength(1);
  });

  it("has the files, with the build as the last one", async () => {
    const workspace = await read(routes.workspace());
    expect(workspace).toMatchObject({ id, revision: 0, name: "hello", lastBuild: built.build });
    expect(workspace.files).toEqual(workspaceOf("FROM busybox\nCOPY . /").files);
  });

  it("has the build and its log", async () => {
    expect(await read(routes.build(built.build))).toMatchObject({ state: "done", image: { tags: ["app:1"] } });
    const stream = await send("GET", inShare(id, routes.buildEvents(built.build)));
    expect(eventsOf(stream.body).map(({ type }) => type)).toEqual(["planned", "step", "log", "step", "finished"]);
    const rest = await send("GET", inShare(id, routes.buildEvents(built.build)), undefined, { "last-event-id": "4" });
    expect(eventsOf(rest.body)).toMatchObject([{ type: "finished" }]);
  });

  it.each([
    ["the stack", routes.imageLayers],
    ["the history", routes.imageHistory],
    ["the inspect view", routes.imageInspect],
    ["the dead bytes", routes.imageWaste],
  ])("has %s as its owner sees it", async (_what, route) => {
    const own = (await send("GET", route(built.image.id))).json();
    expect(await read(route(built.image.id))).toEqual(own);
  });

  it("lists the files of each layer, of all of them, and of each folder, as its owner sees them", async () => {
    const { image } = built;
    for (const path of [
      routes.layerFiles(image.id, 0),
      routes.layerFiles(image.id, 1),
      routes.layerFiles(image.id, 1, 1),
      routes.layerTree(image.id, 0),
      routes.layerTree(image.id, 1),
      routes.layerEntries(image.id, 1, { of: "layer" }),
      routes.layerEntries(image.id, 1, { flat: true, find: "*", how: "glob", sort: "size", types: ["file", "dir"] }),
      routes.imageFiles(image.id, "/"),
      routes.imageFiles(image.id, "/app"),
    ]) {
      expect([path, await read(path)]).toEqual([path, (await send("GET", path)).json()]);
    }
  });

  it("has no content of the image's files", async () => {
    const { id } = built.image;
    for (const path of [
      routes.imageFiles(id, "/app/run"),
      routes.imageFile(id, { path: "/app/run" }),
      routes.imageFileVersions(id, "/app/run"),
      routes.imageSearch(id, { text: "go" }),
    ]) {
      expect([path, await read(path)]).toMatchObject([path, { code: "share/absent" }]);
    }
  });

  it("stays as it is when the image and the build are gone", async () => {
    const before = await read(routes.imageLayers(built.image.id));
    await send("DELETE", `/api/images/${encodeURIComponent(built.image.id)}`);
    for (const diffId of built.image.layers) test.services.blobs.delete(diffId.diffId);
    expect(await read(routes.imageLayers(built.image.id))).toEqual(before);
    expect((await read(routes.layerFiles(built.image.id, 1))).total).toBe(2);
    expect((await send("GET", routes.share(id))).json().absent).toEqual([]);
  });

  it("shows the rest, and says what is missing, when parts are lost", async () => {
    const { blobs, shares } = test.services;
    const lost = shares.manifest(id).parts.filter(({ part, layer }) => part === "log" || layer === 1);
    for (const { digest } of lost) blobs.delete(digest);
    expect((await send("GET", routes.share(id))).json().absent).toEqual([
      { part: "log", why: "lost" },
      { part: "layer", layer: 1, why: "lost" },
    ]);
    const stream = await send("GET", inShare(id, routes.buildEvents(built.build)));
    expect(eventsOf(stream.body).map(({ type }) => type)).toEqual(["planned", "step", "step", "finished"]);
    expect((await read(routes.layerFiles(built.image.id, 0))).total).toBe(2);
    expect(await read(routes.layerFiles(built.image.id, 1))).toMatchObject({ code: "share/absent" });
    expect(await read(routes.imageFiles(built.image.id, "/"))).toMatchObject({ code: "share/absent" });
  });
});

describe("a share without a build", () => {
  it("forks into a workspace with its files, modes, settings, and bytes", async () => {
    const bytes = "\u0000binary";
    const blob = digestOf(bytes);
    const headers = { "content-type": "application/octet-stream", host: "localhost" };
    await test.app.inject({ method: "PUT", url: routes.blob(blob), headers, payload: bytes });
    const content = workspaceOf("FROM x", [
      { path: "bin", kind: "blob", mode: 0o755, blob, size: 7 },
      { path: "empty", kind: "folder", mode: 0o755, size: 0 },
    ]);
    const workspace = (await send("POST", "/api/workspaces", content)).json().id;
    const share = (await send("POST", "/api/shares", { workspace })).json().id;
    expect((await send("GET", inShare(share, routes.blob(blob)))).body).toBe(bytes);
    const forked = await send("POST", `/api/shares/${share}/fork`);
    expect(forked.statusCode).toBe(201);
    expect((await send("GET", routes.workspaceById(forked.json().id))).json()).toMatchObject(content);
  });

  it("forks without a file that is lost", async () => {
    const blob = test.services.blobs.put("lost");
    test.services.workspaces.noteSent(DEFAULT_OWNER, blob);
    const content = workspaceOf("FROM lost", [{ path: "bin", kind: "blob", mode: 0o755, blob, size: 4 }]);
    const workspace = (await send("POST", "/api/workspaces", content)).json().id;
    const share = (await send("POST", "/api/shares", { workspace })).json().id;
    test.services.blobs.delete(blob);
    const forked = (await send("POST", `/api/shares/${share}/fork`)).json().id;
    const { files } = (await send("GET", routes.workspaceById(forked))).json();
    expect(files.map(({ path }: { path: string }) => path)).toEqual(["Dockerfile"]);
  });
});

describe("what can't be shared", () => {
  it("a build that still runs", async () => {
    const { id: build } = (await send("POST", "/api/builds", { dockerfileText: "FROM scratch" })).json();
    const answer = await send("POST", "/api/shares", { workspace: built.workspace, build });
    expect(answer.json()).toMatchObject({ status: 409, code: "share/build" });
    await send("DELETE", `/api/builds/${build}`);
  });

  it("a workspace larger than a share may be", async () => {
    const small = await createTestApp({ shareBytes: 1000 });
    const ask = browserOf(small);
    const workspace = (await ask("POST", "/api/workspaces", workspaceOf("x".repeat(1000)))).json().id;
    expect((await ask("POST", "/api/shares", { workspace })).json()).toMatchObject({ code: "share/too-large" });
    expect((await ask("GET", "/api/shares")).json().shares).toEqual([]);
    await small.close();
  });

  it("more than a person shares by hand", async () => {
    const busy = await createTestApp();
    const ask = browserOf(busy);
    const workspace = (await ask("POST", "/api/workspaces", workspaceOf("FROM x"))).json().id;
    for (let count = 0; count < 20; count += 1) await ask("POST", "/api/shares", { workspace });
    expect((await ask("POST", "/api/shares", { workspace })).json()).toMatchObject({ code: "request/too-many" });
    await busy.close();
  });
});
