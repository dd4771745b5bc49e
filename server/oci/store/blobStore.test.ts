import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { openBlobStore } from "./blobStore.ts";
import { digestOf } from "./digest.ts";
import { temporaryFolder } from "./storeFixture.ts";

const HELLO = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

function storeFolders() {
  const dir = temporaryFolder();
  return { dir, store: openBlobStore(dir), temporary: () => fs.readdirSync(join(dir, "tmp")) };
}

test("stores bytes under their sha256 and returns any part of them", () => {
  const { store } = storeFolders();
  expect(store.put("hello")).toBe(HELLO);
  expect(store.has(HELLO)).toBe(true);
  expect(store.size(HELLO)).toBe(5);
  expect(store.readAll(HELLO).toString()).toBe("hello");
  expect(store.readBytes(HELLO, 1, 3).toString()).toBe("ell");
  expect(store.readBytes(HELLO, 3, 100).toString()).toBe("lo");
});

test("reports a missing blob", () => {
  const { store } = storeFolders();
  expect(store.has(HELLO)).toBe(false);
  expect(store.size(HELLO)).toBeUndefined();
});

test("hashes what is written in pieces of every size", () => {
  const { store } = storeFolders();
  const pieces = [1, 511, 70_000, 256 * 1024, 3_000_000, 2].map((size, index) => Buffer.alloc(size, index + 1));
  const writer = store.writer();
  for (const piece of pieces) writer.write(piece);
  const whole = Buffer.concat(pieces);
  expect(writer.size).toBe(whole.length);
  expect(writer.finish()).toBe(digestOf(whole));
  expect(store.readAll(digestOf(whole)).equals(whole)).toBe(true);
});

test("lets a writer's buffer be reused by the caller", () => {
  const { store } = storeFolders();
  const writer = store.writer();
  const buffer = Buffer.from("hel");
  writer.write(buffer);
  buffer.write("lo!");
  writer.write(buffer.subarray(0, 2));
  expect(writer.finish()).toBe(HELLO);
});

test("shows nothing under a digest before it is complete, and leaves nothing behind after an abort", () => {
  const { store, temporary } = storeFolders();
  const writer = store.writer();
  writer.write(Buffer.alloc(1_000_000));
  expect([...store.list()]).toEqual([]);
  expect(temporary()).toHaveLength(1);
  writer.abort();
  expect(temporary()).toEqual([]);
});

test("rejects content with another digest than expected", () => {
  const { store, temporary } = storeFolders();
  const writer = store.writer();
  writer.write(Buffer.from("hullo"));
  expect(() => writer.finish(HELLO)).toThrow(ProblemError);
  expect([...store.list()]).toEqual([]);
  expect(temporary()).toEqual([]);
});

test("refuses to read a blob that is larger than the reader allows", () => {
  const { store } = storeFolders();
  expect(() => store.readAll(store.put("hello"), 4)).toThrow(RangeError);
});

test("removes at start what a dead process left incomplete, and keeps what a live one is writing", () => {
  const { dir, store, temporary } = storeFolders();
  // No process has this ID: it is above Linux's maximum.
  fs.writeFileSync(join(dir, "tmp", "99999999-1-aa"), "left behind");
  const living = store.writer();
  living.write(Buffer.alloc(1_000_000));
  openBlobStore(dir);
  expect(temporary()).toHaveLength(1);
  living.abort();
});

test("removes what an earlier process with the same ID left, as in a container", () => {
  const { dir, temporary } = storeFolders();
  const path = join(dir, "tmp", `${process.pid}-1-aa`);
  fs.writeFileSync(path, "left behind");
  const before = Date.now() / 1000 - process.uptime() - 60;
  fs.utimesSync(path, before, before);
  openBlobStore(dir);
  expect(temporary()).toEqual([]);
});

test("renews the time of content that is put again, so that a collection leaves it", () => {
  const { store } = storeFolders();
  const digest = store.put("hello");
  fs.utimesSync(store.path(digest), 1000, 1000);
  store.put("hello");
  const [blob] = [...store.list()];
  expect(blob?.touchedAt).toBeGreaterThan(Date.now() - 60_000);
});

test("deletes a blob together with its derived files", () => {
  const { store } = storeFolders();
  const digest = store.put("hello");
  store.putSide(digest, ".index", "derived");
  store.delete(digest);
  expect(fs.existsSync(store.sidePath(digest, ".index"))).toBe(false);
  expect([...store.list()]).toEqual([]);
});
