import { afterEach, beforeEach, expect, test } from "vitest";
import { imageListSchema, inspectSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { createTestApp, type TestApp } from "#server/http/testApp.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { newImage, putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { ContentSizes } from "./contentSizes.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

const get = async (url: string) => (await server.app.inject({ url, headers: { host: "localhost" } })).json();

test("the list of images has the size that inspect has", async () => {
  const { images, blobs } = server.services;
  const lower = putLayer(blobs, { "a/b": "12345", "a/c => a/b": "", kept: "1" });
  const upper = putLayer(blobs, { "-kept": "", "a/b": "123" });
  images.put({ ...newImage([lower, upper], ["app:1"]), workspace: DEFAULT_OWNER });
  const [listed] = imageListSchema.parse(await get(routes.images())).images;
  expect(listed?.contentSize).toBe(9);
  expect(inspectSchema.parse(await get(routes.imageInspect("app:1"))).Size).toBe(9);
  expect(await get(routes.image("app:1"))).toMatchObject({ contentSize: 9, size: listed?.size });
});

/** Images of one file each, the newest first. */
function storeOf(count: number) {
  const store = temporaryStore();
  for (let size = count; size > 0; size--) {
    const layer = putLayer(store.blobs, { file: "x".repeat(size) });
    store.images.put(newImage([layer], [`app:${size}`]));
  }
  const sizes = () =>
    store.images
      .list("w")
      .map(({ contentSize }) => contentSize)
      .sort();
  return { ...store, sizes };
}

test("content is counted once for all who ask", () => {
  const { images } = storeOf(1);
  new ContentSizes(images).countContent("w");
  const { id, contentSize } = images.require("w", "app:1");
  expect(contentSize).toBe(1);
  images.setContentSize("w", id, 7);
  expect(new ContentSizes(images).sizeOf("w", id)).toBe(7);
});

test("what takes too long for one list is counted for the next", () => {
  const { images, sizes } = storeOf(2);
  const counter = new ContentSizes(images, 0);
  counter.countContent("w");
  expect(sizes().filter((size) => size !== undefined)).toHaveLength(1);
  counter.countContent("w");
  expect(sizes()).toEqual([1, 2]);
});

test("a damaged image is listed without a size, and the others with theirs", () => {
  const { images, blobs, sizes } = storeOf(1);
  const damaged = blobs.put(Buffer.alloc(1024, "no tar"));
  images.put(newImage([damaged], ["damaged"]));
  expect(() => indexLayer(blobs, damaged)).toThrow(/Can't read the layer/);
  new ContentSizes(images).countContent("w");
  expect(sizes()).toEqual([1, undefined]);
});
