import { expect, it } from "vitest";
import { filesInFolder, filledContexts, imageContext } from "./namedContextRows.ts";
import { folder, textFile } from "./workspaceFiles.ts";

it("takes the files in a folder, as they are from there", () => {
  const files = [textFile("Dockerfile", ""), folder("lib"), textFile("lib/a/b", "1"), textFile("library", "")];
  expect(filesInFolder(files, "lib")).toEqual([textFile("a/b", "1")]);
  expect(filesInFolder(files, "")).toEqual(files);
});

it("names an image in one way, however it was typed", () => {
  expect(imageContext("busybox:1.37")).toBe("docker-image://busybox:1.37");
  expect(imageContext("docker-image://busybox:1.37")).toBe("docker-image://busybox:1.37");
});

it("waits for the name and the image, but takes the folder of all files", () => {
  const whole = { name: "all", type: "folder", source: "" } as const;
  const open = [
    { name: "", type: "folder", source: "lib" } as const,
    { name: "a", type: "image", source: "" } as const,
  ];
  expect(filledContexts([whole, ...open])).toEqual([whole]);
});
