import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import type { DraftContent } from "../../files/draftFile.ts";
import { addContent, contentBytes } from "./writeDraft.ts";

/** Larger than a piece, and each part of it different. */
const BYTES = Buffer.alloc(
  3 * 1024 * 1024 + 7,
  Buffer.from(Uint32Array.from({ length: 99_991 }, (_, index) => index).buffer),
);

function everyKind() {
  const { blobs, dir } = temporaryStore();
  const digest = blobs.put(BYTES);
  const path = join(dir, "file");
  fs.writeFileSync(path, BYTES);
  const writer = openLayerWriter(blobs);
  const size = BYTES.length;
  writer.add({ path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 }, [BYTES]);
  const { diffId, entries } = writer.finish();
  const offset = entries[0]?.offset ?? 0;
  const parts = [
    { at: 0, length: 1_500_000 },
    { at: 1_500_000, length: size - 1_500_000 },
  ];
  const contents: Record<string, DraftContent> = {
    "a layer": { kind: "layer", layer: diffId, entry: { offset, size } },
    "a sparse file of a layer": { kind: "layer", layer: diffId, entry: { offset, size, sparse: parts } },
    "a blob": { kind: "blob", digest },
    "the disk": { kind: "disk", path },
    memory: { kind: "bytes", bytes: BYTES },
  };
  return { blobs, contents };
}

test("pieces of a file stay unchanged while later ones are read, from every source", () => {
  const { blobs, contents } = everyKind();
  for (const [where, content] of Object.entries(contents)) {
    const kept = [...contentBytes(blobs, content, BYTES.length)];
    expect(digestOf(Buffer.concat(kept)), where).toBe(digestOf(BYTES));
  }
});

test("a layer stores a file unchanged, from every source", () => {
  const { blobs, contents } = everyKind();
  const size = BYTES.length;
  for (const [where, content] of Object.entries(contents)) {
    const writer = openLayerWriter(blobs);
    addContent(writer, blobs, { path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 }, content);
    const { diffId, entries } = writer.finish();
    const written = blobs.readBytes(diffId, entries[0]?.offset ?? 0, size);
    expect(digestOf(written), where).toBe(digestOf(BYTES));
  }
});
