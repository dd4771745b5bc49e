import * as fs from "node:fs";
import { expect, test } from "vitest";
import { openFileTree } from "./fileTree.ts";
import { requireReference } from "./requireReference.ts";
import { ensureStarterImages, starterImage } from "./starter.ts";
import { newImage, putLayer, temporaryStore } from "./storeFixture.ts";
import { readContent } from "./treeContent.ts";

test("adds a busybox for both architectures, once", () => {
  const { images, blobs } = temporaryStore();
  ensureStarterImages(images);
  const first = images.pulled("busybox", "linux/amd64");
  expect(first?.config).toMatchObject({ os: "linux", architecture: "amd64", config: { Cmd: ["sh"] } });
  expect(images.pulled("busybox", "linux/arm64")?.config.architecture).toBe("arm64");
  const written = fs.statSync(blobs.path(first?.id ?? `sha256:${"0".repeat(64)}`)).mtimeMs;
  ensureStarterImages(images);
  expect(fs.statSync(blobs.path(first?.id ?? `sha256:${"0".repeat(64)}`)).mtimeMs).toBe(written);
});

test("has a shell, accounts, and the usual folders", () => {
  const { images, blobs } = temporaryStore();
  ensureStarterImages(images);
  const image = images.pulled("busybox", "linux/amd64");
  const tree = openFileTree(blobs, image?.layers.map(({ diffId }) => diffId) ?? []);
  expect(tree.lookup("/bin/sh")?.path).toBe("bin/busybox");
  expect(tree.lookup("/usr/bin/env")?.path).toBe("bin/busybox");
  expect(tree.lookup("/tmp")?.node.inode.entry.mode).toBe(0o1777);
  for (const folder of ["/home", "/root", "/usr/bin", "/var", "/dev", "/proc", "/sys"]) {
    expect(tree.lookup(folder)?.node.inode.entry.type).toBe("dir");
  }
  const passwd = tree.lookup("/etc/passwd");
  if (passwd === undefined) throw new Error("no accounts");
  const { layer, entry } = passwd.node.inode;
  expect(readContent(blobs, { layer, entry }).toString()).toContain("nobody:x:65534:65534:");
});

test("stands in for the usual names of busybox and for nothing else", () => {
  const { images } = temporaryStore();
  ensureStarterImages(images);
  const standsIn = (name: string) => starterImage(images, requireReference(name), "linux/amd64") !== undefined;
  for (const name of ["busybox", "busybox:1.36", "busybox:1.36.1", "docker.io/library/busybox:musl"]) {
    expect(standsIn(name)).toBe(true);
  }
  for (const name of ["alpine", "me/busybox", "ghcr.io/library/busybox", "busybox:nightly"]) {
    expect(standsIn(name)).toBe(false);
  }
  expect(starterImage(images, requireReference("busybox"), "linux/s390x")).toBeUndefined();
});

test("gives way to the busybox of a registry, and returns when that is removed", () => {
  const { images, blobs } = temporaryStore();
  ensureStarterImages(images);
  const layer = putLayer(blobs, { a: "real" });
  const { config } = newImage([layer], []);
  images.keepPulled({ reference: "busybox", platform: "linux/amd64", config, layers: [layer], origin: "registry" });
  expect(images.pulled("busybox", "linux/amd64")?.origin).toBe("registry");
  images.forgetPulled("busybox", "linux/amd64");
  expect(images.pulled("busybox", "linux/amd64")?.origin).toBe("starter");
});
