import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { emptyTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import { findArchivePath, statOf } from "./archivePath.ts";
import { archiveTar } from "./archiveRead.ts";

const ATTRIBUTES = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 1_700_000_000, offset: 0 };
const dir = (path: string): LayerEntry => ({ ...ATTRIBUTES, path, type: "dir", mode: 0o755 });
const link = (path: string, linkTarget: string): LayerEntry => ({
  ...ATTRIBUTES,
  path,
  type: "symlink",
  mode: 0o777,
  linkTarget,
});

/** What the Docker Engine 28.5 was asked about in the comparison. */
const TREE = emptyTree().withLayer(`sha256:${"1".repeat(64)}`, [
  dir("etc"),
  { ...ATTRIBUTES, path: "etc/group", type: "file" },
  dir("t"),
  link("t/dang", "/nope"),
  { ...ATTRIBUTES, path: "t/f", type: "file", mode: 0o4755, size: 2 },
  link("t/l", "f"),
  link("t/ls", "/t/s"),
  { ...ATTRIBUTES, path: "t/p", type: "fifo" },
  dir("t/s"),
  link("t/up", "../../../../etc"),
]);

const find = (path: string) => findArchivePath(TREE, { container: "c", path });

test.each([
  ["/", { name: "/", size: 4096, mode: 2147484141, linkTarget: "" }],
  ["/t", { name: "t", size: 4096, mode: 2147484141, linkTarget: "" }],
  ["t", { name: "t", size: 4096, mode: 2147484141, linkTarget: "" }],
  ["/t/.", { name: ".", size: 4096, mode: 2147484141, linkTarget: "" }],
  ["/t/f", { name: "f", size: 2, mode: 8389101, linkTarget: "" }],
  ["/t/l", { name: "l", size: 1, mode: 134218239, linkTarget: "/t/f" }],
  ["/t/ls", { name: "ls", size: 4, mode: 134218239, linkTarget: "/t/s" }],
  ["/t/ls/", { name: "ls", size: 4096, mode: 2147484141, linkTarget: "" }],
  ["/t/up", { name: "up", size: 15, mode: 134218239, linkTarget: "/etc" }],
  ["/t/dang", { name: "dang", size: 5, mode: 134218239, linkTarget: "/nope" }],
  ["/t/p", { name: "p", size: 0, mode: 33554852, linkTarget: "" }],
])("what Docker says of %s", (path, expected) => {
  const { mtime, ...stat } = statOf(TREE, find(path));
  expect(stat).toEqual(expected);
  expect(mtime.toISOString()).toBe(path === "/" ? "1970-01-01T00:00:00.000Z" : "2023-11-14T22:13:20.000Z");
});

describe("the names of an archive begin with the last part of the path", () => {
  test.each([
    ["/t/ls", ["symlink ls"]],
    ["/t/ls/", ["dir ls"]],
    ["/t/.", ["dir .", "symlink ./dang", "file ./f", "symlink ./l"]],
    ["/t/../etc/group", ["file group"]],
    ["/t/up/group", ["file group"]],
    ["/", ["dir /", "dir /etc", "file /etc/group", "dir /t"]],
  ])("%s", async (path, names) => {
    const files = { tree: TREE, volumes: [], content: () => [Buffer.from("f\n")], close: () => {} };
    const found: string[] = [];
    for await (const { header } of readTar(Readable.from(archiveTar(files, find(path))))) {
      found.push(`${header.type} ${header.path === "" ? "/" : header.path.replace(/(.)\/$/, "$1")}`);
    }
    expect(found.slice(0, 4)).toEqual(names);
  });
});

test.each([
  ["/nope", "Could not find the file /nope in container c"],
  ["/t/dang/", "Could not find the file /t/dang/ in container c"],
  ["/t/f/", "lstat /t/f/: not a directory"],
])("%s is refused in Docker's words", (path, message) => {
  expect(() => find(path)).toThrow(message);
});
