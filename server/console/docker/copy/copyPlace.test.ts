import { describe, expect, it } from "vitest";
import { baseName, copyPlace, parentOf } from "./copyPlace.ts";

describe("the sides of docker cp", () => {
  it.each([
    ["-", { kind: "stream" }],
    ["file", { kind: "local", path: "file" }],
    ["./a:b", { kind: "local", path: "./a:b" }],
    ["/a:b", { kind: "local", path: "/a:b" }],
    ["sample:/etc", { kind: "container", ref: "sample", path: "/etc" }],
    ["sample:", { kind: "container", ref: "sample", path: "/" }],
  ])("%s", (text, place) => {
    expect(copyPlace(text)).toEqual(place);
  });

  it("have names and parents", () => {
    expect(["/a/b/", "/a", "b"].map(baseName)).toEqual(["b", "a", "b"]);
    expect(["/a/b/", "/a", "b"].map(parentOf)).toEqual(["/a", "/", "/"]);
  });
});
