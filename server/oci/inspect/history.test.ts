import { afterAll, expect, it } from "vitest";
import { imageHistory } from "./history.ts";
import { file, openTestImages, symlink } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

it("prints a tab of a command as a space, as docker history does", () => {
  const image = images.image([[file("a", "1")]], { history: [{ created_by: "RUN a\tb" }] });
  expect(imageHistory(image).rows.map(({ createdBy }) => createdBy)).toEqual(["RUN a b"]);
});

it("counts symbolic links as 0 bytes, as docker history does", () => {
  const image = images.image([[file("a", "12345"), symlink("l", "/a/long/way/to/a")]], { history: [{}] });
  expect(imageHistory(image).rows.map(({ size }) => size)).toEqual([5]);
});
