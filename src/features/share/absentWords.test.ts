import { expect, test } from "vitest";
import { absentWords } from "./absentWords.ts";

test("names each kind of missing part once", () => {
  expect(
    absentWords([
      { part: "log", why: "lost" },
      { part: "layer", why: "too-large", layer: 1 },
      { part: "layer", why: "too-large", layer: 2 },
      { part: "file", why: "lost", path: "data.bin" },
    ]),
  ).toEqual(["the log", "2 layers' files", "a file (data.bin)"]);
  expect(absentWords([])).toEqual([]);
});

test("names the first files only", () => {
  const lost = ["a", "b", "c", "d"].map((path) => ({ part: "file" as const, why: "lost" as const, path }));
  expect(absentWords(lost)).toEqual(["4 files (a, b, c, …)"]);
});
