import { expect, it } from "vitest";
import { folder, textFile } from "#contract/workspaceFiles.ts";
import { folderChoices } from "./folderChoices.ts";

const files = [textFile("Dockerfile", ""), textFile("lib/a/b", ""), folder("empty")];
const there = ["", "empty", "lib", "lib/a"].map((path) => ({ path, isThere: true }));

it("offers each folder once, with and without files in it", () => {
  expect(folderChoices(files, "lib")).toEqual(there);
});

it("shows a chosen folder that is gone", () => {
  expect(folderChoices(files, "old")).toEqual([...there, { path: "old", isThere: false }]);
});
