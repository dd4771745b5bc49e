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

test("a Dockerfile that is a symbolic link is what it leads to", () => {
  expect(["real", "Dockerfile", "rooted", "chain"].map(found)).toEqual(["real", "real", "real", "real"]);
});

test("links of a Dockerfile end at its folder, as where Docker's client sends no more", () => {
  expect(found("sub/inner")).toBe("sub/real");
});

test("its folder may be a link too", () => {
  expect([found("folder/real"), found("folder/inner")]).toEqual(["sub/real", "sub/real"]);
});

test("a loop, a link to nothing and a folder are no file", () => {
  expect(["loop", "gone", "sub", "nothing"].map(found)).toEqual([undefined, undefined, undefined, undefined]);
});
