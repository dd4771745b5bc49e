import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePrivate } from "./dataPrivacy.ts";

let parent: string;
let dir: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), "strata-private-"));
  dir = path.join(parent, "data");
});
afterEach(() => rmSync(parent, { recursive: true }));

const mode = () => statSync(dir).mode & 0o777;

test("creates a new folder for its owner alone", () => {
  expect(makePrivate(dir)).toBeUndefined();
  expect(mode()).toBe(0o700);
});

test.each([[[]], [["images.db"]], [["lock.db", "blobs"]], [["lost+found"]]])(
  "closes an open one with %j in it",
  (names) => {
    mkdirSync(dir);
    chmodSync(dir, 0o755);
    for (const name of names) writeFileSync(path.join(dir, name), "");
    expect(makePrivate(dir)).toBeUndefined();
    expect(mode()).toBe(0o700);
  },
);

test("does not change a folder with other files, and reports it", () => {
  mkdirSync(dir);
  chmodSync(dir, 0o755);
  writeFileSync(path.join(dir, "thesis.doc"), "");
  expect(makePrivate(dir)).toMatch(/not Strata's. Set STRATA_DATA/);
  expect(mode()).toBe(0o755);
});
