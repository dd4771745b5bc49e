import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { emptyTree, openFileTree } from "#server/oci/store/fileTree.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { accountFilesOf, resolveExecUser, resolveOwner } from "./users.ts";

const dir = mkdtempSync(join(tmpdir(), "strata-users-"));
const store = openBlobStore(dir);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function image(passwd: string, group: string) {
  const writer = openLayerWriter(store);
  const attributes = { type: "file" as const, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
  for (const [path, text] of Object.entries({ "etc/group": group, "etc/passwd": passwd })) {
    const bytes = Buffer.from(text);
    writer.add({ ...attributes, path, size: bytes.length }, [bytes]);
  }
  return openFileTree(store, [writer.finish().diffId]);
}

const tree = image(
  "root:x:0:0:root:/root:/bin/sh\nsailor:x:1000:1001::/home/sailor:/bin/sh\n# comment\nhomeless:x:5:5\n",
  "root:x:0:\ncrew:x:2000:sailor,other\nempty:x:3000:\n",
);

describe("the owner of --chown", () => {
  const owner = (text: string) => {
    const { uid, gid } = resolveOwner(store, tree, text);
    return `${uid}:${gid}`;
  };

  it("uses a number for the user and, without a group, for the group", () => {
    expect([owner("7"), owner("7:8"), owner("7:crew")]).toEqual(["7:7", "7:8", "7:2000"]);
  });

  it("looks names up in the image", () => {
    expect([owner("sailor"), owner("sailor:crew"), owner(":crew")]).toEqual([...["1000:1001", "1000:2000", "0:2000"]]);
  });

  it("uses root's group if nothing follows the colon, as Docker does", () => {
    expect([owner("sailor:"), owner("7:"), owner("1000:"), owner(":")]).toEqual(["1000:0", "7:0", "1000:0", "0:0"]);
  });

  it("uses root for an unknown name, as BuildKit does", () => {
    expect([owner("nobody-here"), owner("sailor:nothing")]).toEqual(["0:0", "1000:1001"]);
    expect(resolveOwner(store, emptyTree(), "name")).toEqual({ uid: 0, gid: 0 });
  });
});

describe("the user of USER", () => {
  it("is root if it is empty", () => {
    expect(resolveExecUser(accountFilesOf(store, tree), "")).toEqual({ uid: 0, gid: 0, home: "/root", groups: [] });
    expect(resolveExecUser({ passwd: "", group: "" }, "")).toEqual({ uid: 0, gid: 0, home: "/", groups: [] });
  });

  it("has the user's group, home, and supplementary groups", () => {
    expect(resolveExecUser(accountFilesOf(store, tree), "sailor")).toEqual({
      uid: 1000,
      gid: 1001,
      home: "/home/sailor",
      groups: [2000],
    });
    expect(resolveExecUser(accountFilesOf(store, tree), "1000")).toMatchObject({ gid: 1001, groups: [2000] });
  });

  it("has no supplementary groups if a group is given", () => {
    expect(resolveExecUser(accountFilesOf(store, tree), "sailor:empty")).toMatchObject({
      uid: 1000,
      gid: 3000,
      groups: [],
    });
    expect(resolveExecUser(accountFilesOf(store, tree), "sailor:77")).toMatchObject({ gid: 77 });
  });

  it("may be an unknown number, but not an unknown name", () => {
    expect(resolveExecUser(accountFilesOf(store, tree), "4321")).toMatchObject({ uid: 4321, gid: 0, home: "/" });
    expect(() => resolveExecUser(accountFilesOf(store, tree), "ghost")).toThrow(/unable to find user ghost/);
    expect(() => resolveExecUser(accountFilesOf(store, tree), "sailor:ghosts")).toThrow(/unable to find group ghosts/);
  });
});
