import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import type { TarHeader } from "./tarEntry.ts";
import { TarError } from "./tarEntry.ts";
import { scanTar } from "./tarScan.ts";
import { readTar } from "./tarStream.ts";
import type { TarHeaderInput } from "./tarWriter.ts";
import { TAR_END, tarHeader, tarPadding } from "./tarWriter.ts";

const FILE: TarHeaderInput = { path: "a.txt", type: "file", mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 1700000000 };

function member(header: Partial<TarHeaderInput>, content: string | Buffer = ""): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([tarHeader({ ...FILE, size: bytes.length, ...header }), bytes, tarPadding(bytes.length)]);
}

/** A header block with some fields overwritten and a new checksum. */
function patched(header: Buffer, fields: Record<number, string | Buffer>): Buffer {
  const block = Buffer.from(header);
  for (const [offset, value] of Object.entries(fields)) Buffer.from(value).copy(block, Number(offset));
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

function extension(type: string, body: Buffer): Buffer {
  const header = patched(tarHeader({ ...FILE, path: "x", size: body.length }), { 156: type });
  return Buffer.concat([header, body, tarPadding(body.length)]);
}

interface Read {
  readonly header: TarHeader;
  readonly text: string;
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function stream(bytes: Buffer, chunk = 700): Promise<Read[]> {
  const found: Read[] = [];
  for await (const { header, content } of readTar(inChunks(bytes, chunk))) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content()) pieces.push(Buffer.from(piece));
    found.push({ header, text: Buffer.concat(pieces).toString("latin1") });
  }
  return found;
}

function scan(bytes: Buffer) {
  const path = join(temporaryFolder(), "a.tar");
  fs.writeFileSync(path, bytes);
  const fd = fs.openSync(path, "r");
  try {
    return [...scanTar(fd, bytes.length)];
  } finally {
    fs.closeSync(fd);
  }
}

const SAMPLE = Buffer.concat([
  member({ path: "d", type: "dir", mode: 0o1777 }),
  member({ path: "d/hellö", uid: 3_000_000, gid: 7 }, "grüße"),
  member({ path: `long/${"y".repeat(200)}` }, "x".repeat(2000)),
  member({ path: "s", type: "symlink", linkTarget: "../out" }),
  member({ path: "h", type: "hardlink", linkTarget: "d/hellö" }),
  member({ path: "n", type: "char", devMajor: 1, devMinor: 3 }),
  member({ path: "x", xattrs: { "user.a": "AAH/" } }, "end"),
  TAR_END,
]);

test("reads back what the writer wrote, from a stream cut anywhere", async () => {
  for (const chunk of [1, 512, 700, 100_000]) {
    const members = await stream(SAMPLE, chunk);
    expect(members.map(({ header }) => [header.path, header.type])).toEqual([
      ["d", "dir"],
      ["d/hellö", "file"],
      [`long/${"y".repeat(200)}`, "file"],
      ["s", "symlink"],
      ["h", "hardlink"],
      ["n", "char"],
      ["x", "file"],
    ]);
    expect(Buffer.from(members[1]?.text ?? "", "latin1").toString()).toBe("grüße");
    expect(members[0]?.header.mode).toBe(0o1777);
    expect(members[1]?.header).toMatchObject({ uid: 3_000_000, gid: 7, mtime: 1700000000 });
    expect(members[3]?.header.linkTarget).toBe("../out");
    expect(members[5]?.header).toMatchObject({ devMajor: 1, devMinor: 3 });
    expect(members[6]).toMatchObject({ text: "end", header: { xattrs: { "user.a": "AAH/" } } });
  }
});

test("finds the same by random access, with the offset of each content", () => {
  const members = scan(SAMPLE);
  const long = members.find(({ path }) => path.startsWith("long/"));
  expect(members).toHaveLength(7);
  expect(SAMPLE.toString("latin1", long?.offset, (long?.offset ?? 0) + 2000)).toBe("x".repeat(2000));
});

test("keeps an extended header while it continues to read", () => {
  const path = "p".repeat(150);
  // The extended header ends where a window does; the member's own header is in the next one.
  const tar = Buffer.concat([
    member({}, Buffer.alloc(128 * 1024 - 3 * 512, "z")),
    member({ path }, Buffer.alloc(256 * 1024)),
    TAR_END,
  ]);
  expect(scan(tar).map((found) => found.path)).toEqual(["a.txt", path]);
});

test("skips unread contents", async () => {
  const paths: string[] = [];
  for await (const { header } of readTar(inChunks(SAMPLE, 300))) paths.push(header.path);
  expect(paths).toHaveLength(7);
});

test("understands GNU long names, base-256 numbers, and old folders", async () => {
  const long = "g".repeat(300);
  const big = Buffer.alloc(8);
  big[0] = 0x80;
  big.writeUInt32BE(5_000_000, 4);
  const tar = Buffer.concat([
    extension("L", Buffer.from(`${long}\0`)),
    extension("K", Buffer.from(`${long}-target\0`)),
    patched(member({ path: "cut", type: "symlink", linkTarget: "cut" }), { 108: big }),
    patched(member({ path: "old-folder/" }), { 156: "\0", 257: "\0\0\0\0\0\0" }),
    TAR_END,
  ]);
  const [link, folder] = await stream(tar);
  expect(link?.header).toMatchObject({ path: long, linkTarget: `${long}-target`, uid: 5_000_000 });
  expect(folder?.header).toMatchObject({ path: "old-folder", type: "dir" });
});

test("a slash after the name of a regular file is not part of it, as with Go", async () => {
  const [file] = await stream(Buffer.concat([member({ path: "name/" }, "text"), TAR_END]));
  expect(file?.header).toMatchObject({ path: "name", type: "file", size: 4 });
});

test("reads owners and device numbers as the system does: 32 bits, and -1 is root", async () => {
  const members = [
    member({ path: "minus", uid: -1, gid: 2 ** 32 - 1 }),
    member({ path: "wraps", uid: 2 ** 32 + 5, gid: -2 }),
    patched(member({ path: "device", type: "char" }), { 329: Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 7]) }),
  ];
  const [minus, wraps, device] = await stream(Buffer.concat([...members, TAR_END]));
  expect(minus?.header).toMatchObject({ uid: 0, gid: 0 });
  expect(wraps?.header).toMatchObject({ uid: 5, gid: 2 ** 32 - 2 });
  expect(device?.header).toMatchObject({ devMajor: 7 });
});

test("rejects numbers in a pax header that Go does not read", async () => {
  for (const mtime of ["1e300", "0x10", "99999999999999999999", " 5"]) {
    const record = `${`00 mtime=${mtime}\n`.length} mtime=${mtime}\n`;
    await expect(stream(Buffer.concat([extension("x", Buffer.from(record)), member({}), TAR_END]))).rejects.toThrow(
      /invalid mtime/,
    );
  }
});

test("leaves out pax records for all members, as Docker does", async () => {
  const tar = Buffer.concat([
    extension("g", Buffer.from("9 uid=70\n20 comment=a commit\n")),
    member({ uid: 3 }),
    TAR_END,
  ]);
  expect((await stream(tar))[0]?.header.uid).toBe(3);
});

test("fills the holes of sparse files of each kind", async () => {
  const oct = (value: number) => `${value.toString(8).padStart(11, "0")}\0`;
  const old = patched(tarHeader({ ...FILE, path: "old", size: 6 }), {
    156: "S",
    386: oct(2) + oct(3) + oct(8) + oct(3),
    483: oct(12),
  });
  const pax = (records: Record<string, string>) => {
    const text = Object.entries(records).map(([key, value]) => {
      const rest = key.length + value.length + 3;
      return `${rest + String(rest + 2).length} ${key}=${value}\n`;
    });
    return extension("x", Buffer.from(text.join("")));
  };
  const map = Buffer.alloc(512);
  map.write("2\n2\n3\n8\n3\n");
  const tar = Buffer.concat([
    old,
    Buffer.from("abcdef"),
    tarPadding(6),
    pax({ "GNU.sparse.realsize": "12", "GNU.sparse.map": "2,3,8,3", "GNU.sparse.name": "v01" }),
    member({ path: "cut" }, "abcdef"),
    pax({ "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "12", "GNU.sparse.name": "v10" }),
    member({ path: "cut" }, Buffer.concat([map, Buffer.from("abcdef")])),
    member({ path: "after" }, "after"),
    TAR_END,
  ]);
  const members = await stream(tar);
  const holes = "\0\0abc\0\0\0def\0";
  expect(members.map(({ header, text }) => [header.path, text])).toEqual([
    ["old", holes],
    ["v01", holes],
    ["v10", holes],
    ["after", "after"],
  ]);
  const v10 = scan(tar)[2];
  expect(tar.toString("latin1", v10?.offset, (v10?.offset ?? 0) + 6)).toBe("abcdef");
});

const hostile: Record<string, Buffer> = {
  "ends in the middle of a file": SAMPLE.subarray(0, SAMPLE.length - 1024 - 512),
  "ends in the middle of a header": SAMPLE.subarray(0, 600),
  "a damaged header": Buffer.concat([Buffer.from(member({})).fill(0x41, 0, 10), TAR_END]),
  "no tar at all": Buffer.alloc(2048, "not a tar. "),
  "an extended header of 2 GB": patched(tarHeader({ ...FILE, size: 2 ** 31 }), { 156: "x" }),
  "a pax record that is longer than its header": extension("x", Buffer.from("999 path=a\n")),
  "a pax record without a length": extension("x", Buffer.from("path=a\n")),
  "a pax record of negative length": extension("x", Buffer.from("-5 path=a\n")),
  "a negative size": patched(member({}), { 124: Buffer.alloc(12, 0xff) }),
  "a size that is no number": patched(member({}), { 124: "zzzzzzzzzzz\0" }),
  "a sparse map outside its file": patched(tarHeader({ ...FILE, size: 6 }), {
    156: "S",
    386: `${"7".repeat(11)}\0${"7".repeat(11)}\0`,
    483: "00000000014\0",
  }),
  "a sparse file of more than is stored": Buffer.concat([
    extension("x", Buffer.from("25 GNU.sparse.size=99999\n26 GNU.sparse.map=0,90000\n")),
    member({}, "abc"),
    TAR_END,
  ]),
};

for (const [name, bytes] of Object.entries(hostile)) {
  test(`refuses ${name}`, async () => {
    await expect(stream(bytes)).rejects.toThrow(TarError);
    expect(() => scan(bytes)).toThrow(TarError);
  });
}
