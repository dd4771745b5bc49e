import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import type { UpperEntry } from "./scanUpper.ts";
import { writeUpper } from "./writeUpper.ts";

const ATTRIBUTES = { mode: 0o644, uid: 0, gid: 0, allocated: 0, mtime: 0 };
const file = (path: string, size: number): UpperEntry => ({ ...ATTRIBUTES, path, type: "file", size });
const link = (path: string, linkTarget: string): UpperEntry => ({
  ...ATTRIBUTES,
  path,
  type: "hardlink",
  size: 0,
  linkTarget,
});

/** What a scan saw, and what is there by the time it is written. */
async function written(seen: readonly UpperEntry[], there: Record<string, string>, isLive = true) {
  const { blobs, dir } = temporaryStore();
  const upper = join(dir, "upper");
  fs.mkdirSync(upper);
  for (const [path, text] of Object.entries(there)) fs.writeFileSync(join(upper, path), text);
  const { diffId, entries } = await writeUpper(blobs, upper, seen, AbortSignal.timeout(10_000), isLive);
  return entries.map(({ path, linkTarget, offset, size }) => {
    const content = linkTarget ?? String(blobs.readBytes(diffId, offset, size)).replaceAll("\0", "0");
    return `${path}${linkTarget === undefined ? "=" : "->"}${content}`;
  });
}

test("files that are gone by now are left out while commands run", async () => {
  expect(await written([file("a", 3), file("b", 3)], { b: "bbb" })).toEqual(["b=bbb"]);
});

test("otherwise a missing file is an error", async () => {
  await expect(written([file("a", 3)], {}, false)).rejects.toThrow("ENOENT");
});

test("if the first of several names is gone, the next one stands in for it", async () => {
  const seen = [file("a", 3), link("b", "a"), link("c", "a"), link("d", "a")];
  expect(await written(seen, { c: "abc", d: "abc" })).toEqual(["c=abc", "d->c"]);
});

test("a file that got shorter is filled up with zeros, and one that grew is cut", async () => {
  expect(await written([file("a", 5), file("b", 2)], { a: "abc", b: "abc" })).toEqual(["a=abc00", "b=ab"]);
});
