import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { compressionOf } from "./compression.ts";
import { decompress, isDamage, type NodeCompression } from "./decompress.ts";
import { digestOf } from "./digest.ts";

/** Larger than every buffer on the way, and each part of it different. */
const NUMBERS = Uint32Array.from({ length: 700_001 }, (_, index) => Math.imul(index, 2_654_435_761));
const BYTES = Buffer.from(NUMBERS.buffer);
const HALF = 1_300_000;
const PACK = { gzip: gzipSync, zstd: zstdCompressSync };
const KINDS: NodeCompression[] = ["gzip", "zstd"];

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpacked(kind: NodeCompression, packed: Buffer, chunk = 65_000): Promise<Digest> {
  const pieces: Uint8Array[] = [];
  for await (const piece of decompress(kind, inChunks(packed, chunk))) pieces.push(piece);
  return digestOf(Buffer.concat(pieces));
}

async function failureOf(action: Promise<unknown>): Promise<unknown> {
  return await action.then(
    () => "none",
    (error: unknown) => error,
  );
}

for (const kind of KINDS) {
  const packed = PACK[kind](BYTES);

  test(`${kind} returns what was compressed, however its input is split`, async () => {
    for (const chunk of [1_000, 65_536, packed.length])
      expect(await unpacked(kind, packed, chunk)).toBe(digestOf(BYTES));
  });

  test(`${kind} continues after the end of its first member or frame`, async () => {
    const both = Buffer.concat([PACK[kind](BYTES.subarray(0, HALF)), PACK[kind](BYTES.subarray(HALF))]);
    for (const chunk of [1_000, both.length]) expect(await unpacked(kind, both, chunk)).toBe(digestOf(BYTES));
  });

  test(`${kind} that is truncated is an error`, async () => {
    for (const cut of [5, packed.length / 2, packed.length - 1]) {
      expect(isDamage(await failureOf(unpacked(kind, packed.subarray(0, cut))))).toBe(true);
    }
    const second = Buffer.concat([packed, PACK[kind](BYTES).subarray(0, 1000)]);
    expect(isDamage(await failureOf(unpacked(kind, second)))).toBe(true);
  });

  test(`${kind} followed by something else is an error`, async () => {
    expect(isDamage(await failureOf(unpacked(kind, Buffer.concat([packed, Buffer.from("more")]))))).toBe(true);
  });

  test(`${kind} passes on its source's error, and closes it when its reader stops`, async () => {
    let closed = false;
    async function* source(fails: boolean) {
      try {
        yield packed.subarray(0, 300_000);
        if (fails) throw new Error("cut");
        yield packed.subarray(300_000);
      } finally {
        closed = true;
      }
    }
    const all = async (fails: boolean, most: number) => {
      let size = 0;
      for await (const piece of decompress(kind, source(fails))) {
        size += piece.length;
        if (size > most) return;
      }
    };
    expect(await failureOf(all(true, Number.POSITIVE_INFINITY))).toEqual(new Error("cut"));
    closed = false;
    await all(false, 1);
    await new Promise(setImmediate);
    expect(closed).toBe(true);
  });
}

test("skippable frames are skipped", async () => {
  const other = Buffer.from("502a4d180400000061626364", "hex");
  const frames = Buffer.concat([other, zstdCompressSync(BYTES), other, other]);
  expect(compressionOf(frames)).toBe("zstd");
  expect(await unpacked("zstd", frames)).toBe(digestOf(BYTES));
});

test("zeros after gzip are padding", async () => {
  const padded = Buffer.concat([gzipSync(BYTES), Buffer.alloc(200_000)]);
  expect(await unpacked("gzip", padded)).toBe(digestOf(BYTES));
});

test("an empty input has an empty output", async () => {
  for (const kind of KINDS) expect(await unpacked(kind, PACK[kind](Buffer.alloc(0)))).toBe(digestOf(""));
});
