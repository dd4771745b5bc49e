import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const headers = { host: "localhost" };

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

function putImage(...tags: string[]) {
  const { images, blobs } = server.services;
  const layer = putLayer(blobs, { [`file of ${tags.join()}`]: "x" });
  return images.put({ ...newImage([layer], tags), workspace: DEFAULT_OWNER });
}

const call = (method: "DELETE" | "POST", url: string) => server.app.inject({ method, url, headers });

test("an image that a container uses is removed only by force, and told why", async () => {
  const { id } = putImage("demo:1");
  const list = server.containers.list.bind(server.containers);
  const user = await server.containers.create(DEFAULT_OWNER, { image: "demo:1", name: "sample" });
  server.containers.list = (owner) => list(owner).map((one) => ({ ...one, image: { id, ref: "demo:1" } }));
  const refused = await call("DELETE", routes.image("demo:1"));
  expect(refused.statusCode).toBe(409);
  expect(refused.json()).toMatchObject({ code: "image/in-use" });
  expect(refused.json().detail).toContain(`container ${user.id.slice(0, 12)} is using its referenced image`);
  expect((await call("DELETE", routes.imageByForce("demo:1"))).statusCode).toBe(204);
  expect(server.services.images.list(DEFAULT_OWNER)).toEqual([]);
});

test("an ID removes all names at once", async () => {
  const { id } = putImage("one:1", "two:1");
  expect((await call("DELETE", routes.image(id))).statusCode).toBe(204);
  expect(server.services.images.list(DEFAULT_OWNER)).toEqual([]);
});

test("all images are pruned only when asked for", async () => {
  const named = putImage("demo:1");
  expect((await call("POST", routes.imagesPrune())).json()).toEqual({ images: [], size: 0 });
  const pruned = await call("POST", routes.imagesPruneAll());
  expect(pruned.json()).toEqual({ images: [named.id], size: named.size });
});
