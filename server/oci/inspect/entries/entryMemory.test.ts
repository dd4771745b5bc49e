import { afterAll, expect, it } from "vitest";
import { type EntriesQuery, entriesQuerySchema } from "#contract/imageEntries.ts";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { InspectedImage } from "../inspectedImage.ts";
import { dir, file, gone, openTestImages } from "../testImages.ts";
import { entryView } from "./entryViews.ts";
import { listEntries } from "./listEntries.ts";
import { CHUNK_ROWS, giveChunks, takeChunk } from "./rowMemory.ts";

const images = openTestImages();
afterAll(images.close);

function ask(image: InspectedImage, layer: number, asked: Partial<EntriesQuery>) {
  const query = { ...entriesQuerySchema.parse({}), ...asked };
  const view = entryView(image, layer, query);
  return view && listEntries(view, query, () => undefined);
}

it("answers the same about each layer, however many lists were made in the memory of earlier ones", () => {
  const layers = Array.from({ length: 250 }, (_, layer) => [
    file(`in/${layer}`, "x".repeat(layer)),
    ...(layer > 0 ? [gone(`in/${layer - 1}`)] : []),
  ]);
  const image = images.image(layers);
  const all = () => layers.map((_, layer) => ask(image, layer, { of: "root", flat: true, find: "in/" }));
  const first = all();
  expect(first.map((page) => page?.entries.map(({ path }) => path))).toEqual(layers.map((_, at) => [`/in/${at}`]));
  expect(all()).toEqual(first);
});

it("sums what is in each folder, whatever their number of files", () => {
  const sizes = Array.from({ length: 3 * CHUNK_ROWS }, (_, index) => index % 97);
  const folderOf = (index: number) => `f${index % 7}/g${index % 31}`;
  const entries = sizes.map((size, index) => file(`${folderOf(index)}/${index}`, "x".repeat(size)));
  const image = images.image([[dir("f0"), ...entries]]);
  for (const folder of ["f3", "f3/g12"]) {
    const within = sizes.filter((_, index) => `${folderOf(index)}/`.startsWith(`${folder}/`));
    const bytes = within.reduce((sum, size) => sum + size, 0);
    const above = ask(image, 0, { folder: folder.includes("/") ? "/f3" : "/" });
    const found = above?.entries.find(({ path }) => path === `/${folder}`);
    expect(found?.inside).toMatchObject({ files: within.length, bytes, deletedFiles: 0 });
  }
});

it("gives the memory of rows to the next list without what was in it", () => {
  const chunk = takeChunk();
  chunk.nodes[3] = { ...emptyTree().root, name: "secret" };
  giveChunks([chunk]);
  const taken = takeChunk();
  expect(taken).toBe(chunk);
  expect(taken.nodes.every(({ name }) => name === "")).toBe(true);
});
