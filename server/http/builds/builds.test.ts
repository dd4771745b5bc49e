import { afterEach, beforeEach, expect, test } from "vitest";
import type { StepLayer } from "#contract/build.ts";
import type { FileEntry } from "#contract/image.ts";
import { problem } from "#contract/problem.ts";
import { queuedBuild } from "#server/builds/openBuild.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

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

test("the size of a page of builds is limited", async () => {
  for (const query of ["limit=0", "limit=101", "limit=x"]) {
    expect(await get(`/api/builds?${query}`)).toMatchObject({ code: "request/invalid" });
  }
  expect(await get("/api/builds?before=nothing")).toMatchObject({ code: "build/not-found" });
});

test("pruning keeps the image of the newest build", async () => {
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

const mark = async (id: string, payload: object) =>
  (await server.app.inject({ method: "PATCH", url: `/api/builds/${id}`, payload, headers })).json();

test("a build has a name and is pinned, also while it runs", async () => {
  const id = await start();
  const { job, finish } = await server.builder.held(0);
  expect(await mark(id, { name: "  small  ", pinned: true })).toMatchObject({ id, name: "small", pinned: true });
  const layer = putLayer(server.services.blobs, { a: "hello" });
  const image = server.services.images.put({ ...newImage([layer], []), workspace: job.workspace }).id;
  finish({ image: { id: image, tags: [] } });
  await expect.poll(() => get(`/api/builds/${id}`)).toMatchObject({ state: "done", name: "small", pinned: true });
  expect(await get("/api/builds")).toMatchObject({ builds: [{ name: "small", pinned: true, counts: { steps: 0 } }] });
  expect(await mark(id, { name: "" })).toEqual(expect.not.objectContaining({ name: "small" }));
});

test("pruning keeps the images of pinned builds, also with all", async () => {
  const { images, blobs } = server.services;
  const ids = [await start(), await start()];
  const layer = putLayer(blobs, { a: "hello" });
  for (const [index, id] of ids.entries()) {
    const build = await server.builder.held(index);
    const made = images.put({ ...newImage([layer], [`app:${index}`], `${index}`), workspace: build.job.workspace });
    build.finish({ image: { id: made.id, tags: [] } });
    await expect.poll(() => get(`/api/builds/${id}`)).toMatchObject({ state: "done" });
  }
  await mark(ids[0] ?? "", { pinned: true });
  const prune = () => server.app.inject({ method: "POST", url: "/api/images/prune?all=true", headers });
  expect((await prune()).json()).toMatchObject({ images: [] });
  await mark(ids[0] ?? "", { pinned: false });
  expect((await prune()).json().images).toHaveLength(1);
});

test("a workspace has at most twenty pinned builds", async () => {
  const { log } = server;
  for (let index = 0; index < 20; index += 1) {
    log.create("default", queuedBuild(`p${index}`, 1));
    log.finish({ ...queuedBuild(`p${index}`, 1), state: "canceled" });
    log.mark(`p${index}`, { pinned: true });
  }
  const id = await start();
  expect(await mark(id, { pinned: true })).toMatchObject({ code: "build/too-many-pinned", status: 409 });
  expect(await mark("p0", { pinned: true })).toMatchObject({ pinned: true });
  expect(await mark(id, { name: "x".repeat(101) })).toMatchObject({ code: "request/invalid" });
});

test("the steps of a failed build can be viewed, up to the failure", async () => {
  const { blobs } = server.services;
  const below = putLayer(blobs, { below: "1" });
  const base = putLayer(blobs, { base: "22" });
  const made = putLayer(blobs, { made: "333" });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const planned = { stage: 0, instruction: "RUN", title: "RUN x", range, configOnly: false };
  const id = await start();
  const build = await server.builder.held(0);
  build.emit({
    type: "planned",
    stages: [{ index: 0, from: "busybox", range }],
    steps: ["0.0", "0.1", "0.2"].map((step) => ({ ...planned, id: step })),
  });
  const done = (step: string, layer: StepLayer) => build.emit({ type: "step", step, state: "done", at: 1, layer });
  done("0.0", { diffId: base, size: 2, files: 1, below: [below] });
  done("0.1", { diffId: made, size: 3, files: 1 });
  build.finish({ state: "failed", problem: problem("build/run-failed", "It failed."), step: "0.2" });
  await expect.poll(() => get("/api/builds")).toMatchObject({ builds: [{ state: "failed" }] });

  const pathsAt = async (url: string) =>
    (await get(`/api/builds/${id}/steps/${url}`)).entries?.map((entry: FileEntry) => `${entry.change} ${entry.path}`);
  expect(await pathsAt("0.1/files")).toEqual(["added /made"]);
  expect(await pathsAt("0.1/tree")).toEqual(["unchanged /base", "unchanged /below", "added /made"]);
  expect(await pathsAt("0.1/entries?of=layer&changes=added")).toEqual(["added /made"]);
  expect(await pathsAt("0.1/entries?sort=size&descending=true&types=file&types=dir")).toEqual([
    "added /made",
    "unchanged /base",
    "unchanged /below",
  ]);
  expect(await get(`/api/builds/${id}/steps/0.1/entries?how=regex&find=(`)).toMatchObject({ code: "request/pattern" });
  expect(await get(`/api/builds/${id}/steps/0.1/entries?folder=/none`)).toMatchObject({ code: "request/not-found" });
  expect(await get(`/api/builds/${id}/steps/0.2/files`)).toMatchObject({ code: "request/not-found" });
});
