import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { type TransferEvent, transferEventSchema } from "#contract/transfer.ts";
import { saved } from "#server/oci/archive/archiveFixture.ts";
import { guardWithPassword } from "#server/oci/distribution/guardFixture.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const headers = { host: "localhost" };

let server: TestApp;
let registry: PushRegistry;
beforeEach(async () => {
  server = await createTestApp();
  registry = await startPushRegistry();
});
afterEach(() => server.close());

async function eventsOf(url: string, payload?: object): Promise<TransferEvent[]> {
  const answer = await server.app.inject({ method: "POST", url, headers, ...(payload && { payload }) });
  expect(answer.statusCode).toBe(200);
  const lines = answer.body.split("\n").filter((line) => line.startsWith("data: "));
  return lines.map((line) => transferEventSchema.parse(JSON.parse(line.slice(6))));
}

function putImage(...tags: string[]) {
  const { images, blobs } = server.services;
  return images.put({ ...newImage([putLayer(blobs, { [tags.join()]: "x" })], tags), workspace: DEFAULT_OWNER });
}

test("a pull streams the progress of its layers and ends with the image", async () => {
  const { id } = registry.putImage("app:1", { layers: [tarOf("hello", "hello")] });
  const events = await eventsOf(routes.imagePull(), { reference: `${registry.host}/app:1` });
  expect(events.slice(0, -1).every(({ type }) => type === "progress")).toBe(true);
  expect(events.at(-1)).toMatchObject({ type: "pulled", pulled: { id, isNew: true } });
  expect(server.services.images.list(DEFAULT_OWNER)).toMatchObject([{ id }]);
});

test("a push that needs a login ends with the problem, and works after a login", async () => {
  guardWithPassword(registry, "me", "s3cret-word");
  const name = `${registry.host}/app:1`;
  putImage(name);
  expect((await eventsOf(routes.imagePush(name))).at(-1)).toMatchObject({
    type: "failed",
    problem: { code: "registry/unauthorized" },
  });
  const login = { registry: registry.host, username: "me", password: "s3cret-word" };
  const answer = await server.app.inject({ method: "POST", url: routes.logins(), headers, payload: login });
  expect(answer.statusCode).toBe(204);
  const listed = await server.app.inject({ url: routes.logins(), headers });
  expect(listed.json()).toEqual({ logins: [{ registry: registry.host, username: "me", kept: false }] });
  expect((await eventsOf(routes.imagePush(name))).at(-1)).toMatchObject({ type: "pushed" });
  await server.app.inject({ method: "DELETE", url: routes.login(registry.host), headers });
  expect((await server.app.inject({ url: routes.logins(), headers })).json()).toEqual({ logins: [] });
});

test("a wrong password is a problem that does not contain it", async () => {
  guardWithPassword(registry, "me", "right-word");
  const payload = { registry: registry.host, username: "me", password: "wrong-word" };
  const answer = await server.app.inject({ method: "POST", url: routes.logins(), headers, payload });
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toMatchObject({ code: "registry/login" });
  expect(answer.body).not.toContain("wrong-word");
});

test("a pull ends when its reader disconnects", async () => {
  registry.putImage("app:1", { layers: [tarOf("hello", "hello")] });
  const asked = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  registry.meddle = ({ url = "" }, response) => {
    if (!url.includes("/blobs/")) return false;
    asked.resolve();
    response.once("close", closed.resolve);
    return true;
  };
  const url = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const leave = new AbortController();
  const reading = fetch(`${url}${routes.imagePull()}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ reference: `${registry.host}/app:1` }),
    signal: leave.signal,
  }).then((answer) => answer.text());
  await asked.promise;
  leave.abort();
  await expect(reading).rejects.toThrow();
  await closed.promise;
  expect(server.services.images.list(DEFAULT_OWNER)).toEqual([]);
});

test("an archive is loaded, and several images are saved in one", async () => {
  const [one, two] = [putImage("one:1", "one:2"), putImage("two:1")];
  const { app, services } = server;
  const { images, blobs } = services;
  const archive = await app.inject({ url: routes.imagesArchive(["one:1", two.id]), headers });
  expect(archive.headers["content-disposition"]).toContain("images.tar");
  expect(archive.rawPayload.equals(await saved(blobs, { ...one, tags: ["one:1"] }, { ...two, tags: [] }))).toBe(true);
  for (const { id } of [one, two]) images.remove(DEFAULT_OWNER, id);
  const loaded = await app.inject({
    method: "POST",
    url: routes.imageLoad(),
    headers: { ...headers, "content-type": "application/x-tar" },
    payload: archive.rawPayload,
  });
  expect(loaded.statusCode).toBe(201);
  expect(loaded.json()).toEqual({
    images: [
      { id: one.id, names: ["one:1"] },
      { id: two.id, names: [] },
    ],
  });
});

test("a root file system is imported with its changes", async () => {
  const answer = await server.app.inject({
    method: "POST",
    url: `${routes.imageImport()}?name=root:1&message=by+hand&change=${encodeURIComponent('CMD ["sh"]')}`,
    headers: { ...headers, "content-type": "application/octet-stream" },
    payload: tarOf("etc/hello", "hello"),
  });
  expect(answer.statusCode).toBe(201);
  const { config } = server.services.images.require(DEFAULT_OWNER, "root:1");
  expect(config).toMatchObject({ config: { Cmd: ["sh"] }, history: [{ comment: "by hand" }] });
});

test("shows what layers images share", async () => {
  const { images, blobs } = server.services;
  const base = putLayer(blobs, { base: "base" });
  const [one, two] = ["one", "two"].map((name) =>
    images.put({ ...newImage([base], [name], name), workspace: DEFAULT_OWNER }),
  );
  const answer = await server.app.inject({ url: routes.imageSharing(), headers });
  const size = blobs.size(base);
  expect(answer.json()).toMatchObject({ layers: [{ diffId: base, size }], stored: size, saved: size });
  expect(answer.json().layers[0].images.sort()).toEqual([one?.id, two?.id].sort());
});
