import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { digestOf } from "./digest.ts";
import { openImageStore } from "./imageStore.ts";
import { newImage, storeWithLayer } from "./storeFixture.ts";

const BEFORE_CONTENT_SIZE =
  "DROP TABLE image_documents; DROP TABLE image_platforms; ALTER TABLE images DROP COLUMN content_size; ALTER TABLE tags DROP COLUMN tagged_at;";

const SOURCE = { build: "b1", dockerfile: "Dockerfile", dockerfileText: "COPY a /\n", context: digestOf("context") };

test("opens the images of a version without sources, and stores sources from then on", () => {
  const { dir, blobs, images, layer } = storeWithLayer();
  const old = images.put(newImage([layer], ["old"]));
  const database = new DatabaseSync(path.join(dir, "images.db"));
  database.exec(`${BEFORE_CONTENT_SIZE} DROP TABLE image_sources; DROP TABLE hidden_images; PRAGMA user_version = 1;`);
  database.close();
  const later = openImageStore({ dir, blobs });
  expect(later.require("w", "old")).toMatchObject({ id: old.id, tags: ["old:latest"] });
  expect(later.require("w", "old").source).toBeUndefined();
  expect(later.put({ ...newImage([layer], ["old"]), source: SOURCE }).source).toEqual(SOURCE);
  later.close();
});

test("opens the images of a version without hidden ones", () => {
  const { dir, blobs, images, layer } = storeWithLayer();
  images.put(newImage([layer], ["old"]));
  const database = new DatabaseSync(path.join(dir, "images.db"));
  database.exec(`${BEFORE_CONTENT_SIZE} DROP TABLE hidden_images; PRAGMA user_version = 2;`);
  database.close();
  const later = openImageStore({ dir, blobs });
  expect(later.list("w").map(({ tags }) => tags)).toEqual([["old:latest"]]);
  later.close();
});

test("opens the images of a version that did not count content, and records it from then on", () => {
  const { dir, blobs, images, layer } = storeWithLayer();
  const { id, size } = images.put(newImage([layer], ["old"]));
  const database = new DatabaseSync(path.join(dir, "images.db"));
  database.exec(`${BEFORE_CONTENT_SIZE} PRAGMA user_version = 3;`);
  database.close();
  const later = openImageStore({ dir, blobs });
  expect(later.list("w")).toEqual([expect.not.objectContaining({ contentSize: expect.anything() })]);
  later.setContentSize("w", id, 3);
  later.put(newImage([layer], ["new"]));
  expect(later.list("w")).toMatchObject([{ id, size, contentSize: 3, tags: ["new:latest", "old:latest"] }]);
  expect(later.require("w", "old").contentSize).toBe(3);
  later.close();
});
