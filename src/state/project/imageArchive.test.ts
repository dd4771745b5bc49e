/// <reference types="node" />
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { isImageArchive, isOfImage, listMembers } from "./imageArchive.ts";

const hex = "0123456789abcdef".repeat(4);
const OCI = { "blobs/": "", [`blobs/sha256/${hex}`]: "x".repeat(700), "index.json": "{}" };
/** A tar of these files, in this order; a name that ends with a slash is a folder. */
function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-image-archive-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(dir, path.dirname(name)), { recursive: true });
    if (name.endsWith("/")) mkdirSync(path.join(dir, name), { recursive: true });
    else writeFileSync(path.join(dir, name), text);
  }
  try {
    return execFileSync("tar", ["c", "--no-recursion", "-C", dir, ...Object.keys(files)]);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const file = (bytes: Uint8Array, name: string) => new File([new Uint8Array(bytes)], name);

test.each([
  "oci-layout",
  "./oci-layout",
  `blobs/sha256/${hex}`,
  `${hex}.json`,
  `${hex}/layer.tar`,
  `${hex}/VERSION`,
  `sha256:${hex}`,
  `${hex}.tar.gz`,
  `${hex}.tar`,
])("%s is a name that only images have", (name) => expect(isOfImage(name)).toBe(true));

test.each(["manifest.json", "config.json", "src/layer.tar", "Dockerfile", "blobs/sha256/readme"])(
  "%s is also one of projects",
  (name) => expect(isOfImage(name)).toBe(false),
);

test("tells an image from a project, compressed or not", async () => {
  const image = tarOf(OCI);
  expect(await isImageArchive(file(image, "a.tar"))).toBe(true);
  expect(await isImageArchive(file(gzipSync(image), "a.tar.gz"))).toBe(true);
  expect(await isImageArchive(file(zstdCompressSync(image), "a.tar.zst"))).toBe(true);
  const project = tarOf({ Dockerfile: "FROM x", "manifest.json": "{}" });
  expect(await isImageArchive(file(project, "a.tar"))).toBe(false);
  expect(await isImageArchive(file(Buffer.from("nothing"), "a.tar"))).toBe(false);
});

test("lists the members by their headers alone, with their places", async () => {
  const members = await listMembers(new Blob([new Uint8Array(tarOf(OCI))]));
  expect(members.map(({ name, size, at }) => [name, size, at])).toEqual([
    ["blobs/", 0, 512],
    [`blobs/sha256/${hex}`, 700, 1024],
    ["index.json", 2, 2560],
  ]);
});
