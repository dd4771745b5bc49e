import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stageBlobs } from "./stageBlobs.ts";
import { temporaryStore } from "./storeFixture.ts";

it("moves what it is told to into the store, with what is beside it, and leaves nothing else", async () => {
  const { dir, blobs } = temporaryStore();
  const [moved, left] = await stageBlobs(blobs, async (staged) => {
    const digests = [staged.put("moved"), staged.put("left")] as const;
    for (const digest of digests) staged.putSide(digest, ".index", "its index");
    blobs.moveFrom(staged, digests[0]);
    // Another image may have the same layer.
    blobs.moveFrom(staged, digests[0]);
    return digests;
  });
  expect([...blobs.list()].map(({ digest }) => digest)).toEqual([moved]);
  expect(readdirSync(join(dir, "blobs", "sha256"))).toHaveLength(2);
  expect(blobs.has(left)).toBe(false);
  expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
});

it("shows nothing in the store before it is moved, and leaves nothing if the work fails", async () => {
  const { dir, blobs } = temporaryStore();
  const work = stageBlobs(blobs, async (staged) => {
    expect(blobs.has(staged.put("refused"))).toBe(false);
    staged.writer().write(Buffer.alloc(1_000_000));
    throw new Error("refused");
  });
  await expect(work).rejects.toThrow("refused");
  expect(readdirSync(join(dir, "blobs", "sha256"))).toEqual([]);
  expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
});
