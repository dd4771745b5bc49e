import { expect, test } from "vitest";
import { findNamed, type NamedContexts } from "./namedContext.ts";

const contexts: NamedContexts = new Map([
  ["docker.io/library/busybox:latest", { kind: "image", name: "debian" }],
  ["docker.io/library/lib:latest", { kind: "files", digest: `sha256:${"0".repeat(64)}` }],
  ["docker.io/library/scratch:latest", { kind: "image", name: "debian" }],
]);

test("finds a context by every way to write its name", () => {
  for (const name of ["busybox", "busybox:latest", "docker.io/library/busybox", "library/busybox:latest"]) {
    expect(findNamed(contexts, name)).toEqual({ kind: "image", name: "debian" });
  }
});

test("finds files by their normalized name", () => {
  expect(findNamed(contexts, "lib")).toEqual({ kind: "context", name: "docker.io/library/lib:latest" });
});

test("finds none for another tag, for what is no name, and for scratch", () => {
  for (const name of ["busybox:1", "Not A Name", "scratch"]) expect(findNamed(contexts, name)).toBeUndefined();
});
