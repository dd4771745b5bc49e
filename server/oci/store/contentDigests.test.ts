import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openBlobStore } from "./blobStore.ts";
import { ContentDigests } from "./contentDigests.ts";
import { openLayerWriter } from "./layerWriter.ts";

const directory = mkdtempSync(join(tmpdir(), "strata-digests-"));
afterAll(() => rmSync(directory, { recursive: true }));
const store = openBlobStore(directory);

function layerWith(text: string) {
  const writer = openLayerWriter(store);
  const bytes = Buffer.from(text);
  writer.add({ path: "a", type: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0, size: bytes.length }, [bytes]);
  return writer.finish();
}

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

it("reads a file once, and then has its digest without the bytes", () => {
  const { diffId, entries } = layerWith("once");
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  const { digest: _, ...plain } = entry;
  const first = new ContentDigests(store);
  expect(first.of(diffId, plain)).toBe(sha256("once"));
  first.keep();
  fs.truncateSync(store.path(diffId), 0);
  expect(new ContentDigests(store).of(diffId, plain)).toBe(sha256("once"));
});

it("reads the file again if the stored digest is damaged", () => {
  const { diffId, entries } = layerWith("again");
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  const { digest: _, ...plain } = entry;
  store.putSide(diffId, ".digests", '{"0":');
  expect(new ContentDigests(store).of(diffId, plain)).toBe(sha256("again"));
});

it("is deleted with its layer", () => {
  const { diffId, entries } = layerWith("gone");
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  const digests = new ContentDigests(store);
  const { digest: _, ...plain } = entry;
  digests.of(diffId, plain);
  digests.keep();
  expect(fs.existsSync(store.sidePath(diffId, ".digests"))).toBe(true);
  store.delete(diffId);
  expect(fs.existsSync(store.sidePath(diffId, ".digests"))).toBe(false);
});
