import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import type { TarHeader } from "./tarEntry.ts";
import { TarError } from "./tarEntry.ts";
import { scanTar } from "./tarScan.ts";
import { readTar } from "./tarStream.ts";
import type { TarHeaderInput } from "./tarWriter.ts";
import { TAR_END, tarHeader, tarPadding } from "./tarWriter.ts";

const name = fc.string({
  unit: fc.constantFrom("a", "b", ".", "-", "é", "😀", " ", "\n", "/"),
  minLength: 1,
  maxLength: 130,
});

const member = fc.record({
  path: name.map((text) => `x${text.replace(/\/+$/g, "")}y`),
  type: fc.constantFrom("file" as const, "symlink" as const, "dir" as const),
  mode: fc.nat(0o7777),
  uid: fc.nat(2 ** 31),
  gid: fc.nat(2 ** 31),
  mtime: fc.integer({ min: -(2 ** 31), max: 2 ** 34 }),
  linkTarget: name,
  content: fc.uint8Array({ maxLength: 1500 }),
});

type Member = typeof member extends fc.Arbitrary<infer T> ? T : never;

function headerOf({ content, linkTarget, ...rest }: Member): TarHeaderInput {
  const size = rest.type === "file" ? content.length : 0;
  return { ...rest, size, ...(rest.type === "symlink" ? { linkTarget } : {}) };
}

function archive(members: readonly Member[]): Buffer {
  const parts = members.flatMap((one) => {
    const content = one.type === "file" ? one.content : new Uint8Array();
    return [tarHeader(headerOf(one)), content, tarPadding(content.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function streamed(bytes: Buffer): Promise<{ header: TarHeader; content: Buffer }[]> {
  const found = [];
  for await (const { header, content } of readTar(inChunks(bytes, 1000))) {
    // A sparse file may claim to be enormous: its reader decides how much to read.
    const pieces: Uint8Array[] = [];
    for await (const piece of header.size < 1_000_000 ? content() : []) pieces.push(Buffer.from(piece));
    found.push({ header, content: Buffer.concat(pieces) });
  }
  return found;
}

test("reads back whatever it wrote", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(member, { maxLength: 5 }), async (members) => {
      const found = await streamed(archive(members));
      expect(found.map(({ header }) => header)).toEqual(members.map(headerOf));
      for (const [index, one] of members.entries()) {
        if (one.type === "file") expect(found[index]?.content.equals(Buffer.from(one.content))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("reads every damaged archive as members or a TarError, the same from a stream and a file", async () => {
  const dir = temporaryFolder();
  const damage = fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { maxLength: 8 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 1, maxLength: 4 }),
      damage,
      fc.nat(6000),
      async (members, hits, cut) => {
        const bytes = archive(members);
        for (const [at, value] of hits) bytes[at % bytes.length] = value;
        repairChecksums(bytes);
        const kept = cut < 3000 ? bytes : bytes.subarray(0, cut % bytes.length);
        run += 1;
        const path = join(dir, String(run));
        fs.writeFileSync(path, kept);
        const fromStream = await outcome(async () => (await streamed(kept)).map(({ header }) => header));
        const fromFile = await outcome(() => scanned(path, kept.length));
        if (typeof fromStream === "string" && typeof fromFile === "string") return;
        expect(fromFile).toEqual(fromStream);
      },
    ),
    { numRuns: 400 },
  );
});

/** Lets most damage pass the checksum. */
function repairChecksums(bytes: Buffer): void {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const block = bytes.subarray(at, at + 512);
    if (block.toString("latin1", 257, 262) !== "ustar") continue;
    block.fill(0x20, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  }
}

function scanned(path: string, size: number): TarHeader[] {
  const fd = fs.openSync(path, "r");
  try {
    return [...scanTar(fd, size)].map(({ offset: _, ...header }) => header);
  } finally {
    fs.closeSync(fd);
  }
}

async function outcome(action: () => TarHeader[] | Promise<TarHeader[]>): Promise<TarHeader[] | string> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof TarError) return error.message;
    throw error;
  }
}
