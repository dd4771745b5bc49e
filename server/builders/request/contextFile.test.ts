import { expect, test } from "vitest";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import { findContextFile } from "./contextFile.ts";

const file = (path: string): ContextEntry => ({ path, type: "file", mode: 0o644, size: 0 });
const link = (path: string, linkTarget: string): ContextEntry => ({
  path,
  type: "symlink",
  mode: 0o777,
  size: 0,
  linkTarget,
});
const entries = [
  ...[file("real"), file("sub/real"), { ...file("sub"), type: "dir" as const }],
  ...[link("Dockerfile", "real"), link("rooted", "/real"), link("chain", "sub/inner"), link("sub/inner", "../real")],
  ...[link("folder", "sub"), link("loop", "loop2"), link("loop2", "loop"), link("gone", "nothing")],
];
const found = (path: string): string | undefined => findContextFile(entries, path)?.path;

test("a symbolic link to a Dockerfile is followed", () => {
  expect(["real", "Dockerfile", "rooted", "chain"].map(found)).toEqual(["real", "real", "real", "real"]);
});

test("links of a Dockerfile stay in its folder, the only one that Docker's client sends", () => {
  expect(found("sub/inner")).toBe("sub/real");
});

test("its folder may be a link too", () => {
  expect([found("folder/real"), found("folder/inner")]).toEqual(["sub/real", "sub/real"]);
});

test("a loop, a dangling link, and a folder are not found", () => {
  expect(["loop", "gone", "sub", "nothing"].map(found)).toEqual([undefined, undefined, undefined, undefined]);
});
